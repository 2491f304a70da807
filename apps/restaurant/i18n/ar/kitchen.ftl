way-kitchen = المطبخ
way-deliveries = التوصيل
way-stock = النافد
way-ended = المنتهية
way-menu = القائمة
way-hours = الأوقات
way-staff = الفريق
way-more = المزيد

kitchen-title = المطبخ
kitchen-stations = المحطات
kitchen-all = كل المحطات
kitchen-recall = استرجاع
kitchen-recall-title = جاهز وما زال هنا
kitchen-recall-none = لا شيء أُنجز وما زال هنا.
kitchen-empty = انتهى كل شيء
kitchen-empty-text = الطلبات المقبولة تظهر هنا.
kitchen-all-day = الإجمالي
kitchen-start = ابدأ
kitchen-bump = تم
kitchen-undo = تراجع

ended-title = الطلبات المنتهية
ended-none = لم ينتهِ أي طلب بعد

stock-title = الأصناف النافدة
stock-text = { $count ->
    [0] يمكن طلب كل شيء.
    [zero] يمكن طلب كل شيء.
    [one] صنف واحد لا يمكن طلبه.
    [two] صنفان لا يمكن طلبهما.
    [few] { $count } أصناف لا يمكن طلبها.
    [many] { $count } صنفًا لا يمكن طلبها.
   *[other] { $count } صنف لا يمكن طلبها.
}
stock-search = ابحث عن صنف
stock-available = متوفر
stock-today = حتى الغد
stock-until-told = نفد
stock-back = يعود { $time }

deliveries-title = توصيلاتي
deliveries-mine = معي
deliveries-none = لا شيء معك
deliveries-none-text = خذ ما هو جاهز أدناه.
deliveries-ready = جاهز للأخذ
delivery-navigate = الطريق
delivery-call = اتصل
delivery-cash = حصّل { $amount } نقدًا
delivery-done = تم التوصيل
delivery-ask = هل استلمه { $name }؟
delivery-take = آخذه
share-label = أظهر للضيوف مكاني
share-hint = فقط ما دام معك طلب. يُحفظ دقيقة ولا يُخزّن أبدًا.
share-denied = لا يُسمح للمتصفح باستخدام موقعك. اسمح به في إعداداته.
share-unknown = موقعك غير معروف الآن.
share-untold = تعذّر إرسال موقعك.
share-told = أُرسل

more-screen = المزيد
more-device = هذا الجهاز
more-sound-hint = يرنّ حتى يقبل أحدهم الطلب.
more-leave-title = تسجيل الخروج الآن؟
more-leave-text = { $count ->
    [zero] لا شيء لم يُرسل.
    [one] إجراء واحد لم يُرسل بعد. سيضيع.
    [two] إجراءان لم يُرسلا بعد. سيضيعان.
    [few] { $count } إجراءات لم تُرسل بعد. ستضيع.
    [many] { $count } إجراءً لم تُرسل بعد. ستضيع.
   *[other] { $count } إجراء لم تُرسل بعد. ستضيع.
}
more-untold = تم تسجيل الخروج هنا. تعذّر إبلاغ المنصة حتى الآن.
save = حفظ
discard = تجاهل
delivery-code = رمز الضيف
delivery-code-hint = اطلب من الضيف الأرقام الأربعة في تطبيقه.
delivery-code-missing = يُرجى إدخال الأرقام الأربعة.
