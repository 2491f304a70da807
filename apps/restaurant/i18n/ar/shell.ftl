shell-brand = FoodWala Kitchen
shell-page-title = { $title } · FoodWala Kitchen
shell-nav = الشاشات
shell-sign-out = تسجيل الخروج

sign-in-title = سجّل الدخول إلى مطعمك
sign-in-text = بالحساب الذي أضافه مطعمك إلى فريقه.
sign-in-claim = كل طلب في وقته، من مكان واحد.

choose-title = أين تعمل اليوم؟
choose-text = أنت ضمن فريق هذه المطاعم.
choose-none = لا مطعم بعد
choose-none-text = اطلب من المالك أو المدير إضافتك إلى الفريق ببريد حسابك.
choose-again = ابحث مجددًا
place-none = أنت لا تعمل هنا
place-none-text = ربما لم تعد تعمل هنا، أو أن العنوان لمطعم آخر.
place-choose = اختر مطعمًا
role-owner = المالك
role-manager = المدير
role-kitchen = المطبخ
role-courier = التوصيل

lost-title = لا توجد شاشة كهذه
lost-text = هذا العنوان لا يؤدي إلى شيء.
lost-back = إلى البداية

way-board = الطلبات

bar-switch = { $name }: اختر مطعمًا آخر
bar-open = نستقبل الطلبات
bar-closed = مغلق الآن
bar-paused = متوقف مؤقتًا
bar-paused-until = متوقف حتى { $time }
bar-busy = مزدحم، +{ $minutes } د
bar-live = مباشر
bar-not-live = جارٍ الاتصال
bar-waiting = { $count ->
    [zero] لا شيء للإرسال
    [one] إجراء واحد للإرسال
    [two] إجراءان للإرسال
    [few] { $count } إجراءات للإرسال
    [many] { $count } إجراءً للإرسال
   *[other] { $count } إجراء للإرسال
}
sound-label = صوت الطلبات الجديدة
sound-on = الصوت يعمل
sound-blocked = المس لتشغيل الصوت
sound-off = الصوت متوقف

offline-title = لا يوجد اتصال
offline-text = تابع عملك كالمعتاد: ما تفعله محفوظ هنا ويُرسل فور عودة الشبكة.
offline-waiting = { $count ->
    [zero] لا شيء بانتظار الإرسال.
    [one] إجراء واحد محفوظ هنا وسيُرسل فور عودة الشبكة.
    [two] إجراءان محفوظان هنا وسيُرسلان بالترتيب فور عودة الشبكة.
    [few] { $count } إجراءات محفوظة هنا وستُرسل بالترتيب فور عودة الشبكة.
    [many] { $count } إجراءً محفوظًا هنا وستُرسل بالترتيب فور عودة الشبكة.
   *[other] { $count } إجراء محفوظ هنا وستُرسل بالترتيب فور عودة الشبكة.
}
update-text = نسخة جديدة جاهزة.
update-now = حمّلها

pause-title = استقبال الطلبات
pause-now = لا تستقبل طلبات حتى تستأنف.
pause-now-until = لا تستقبل طلبات حتى { $time }.
pause-resume = استقبل الطلبات مجددًا
pause-for = أوقف الطلبات لمدة
pause-for-text = يرى الضيوف أنك في استراحة. الطلبات الحالية تبقى كما هي.
pause-open = حتى أستأنف
pause-hours = ساعات العمل والعطل
busy-title = ما مدى ازدحام المطبخ؟
busy-text = يُضاف إلى الوقت الموعود للضيوف.
busy-none = كالمعتاد
busy-plus = +{ $minutes } د

alarm-new-order = طلب جديد { $number }
