ui-language = اللغة
ui-language-missing = تعذّر جلب نصوص { $language }. هل أنت غير متصل؟
ui-theme = المظهر
ui-theme-system = حسب الجهاز
ui-theme-light = فاتح
ui-theme-dark = داكن

ui-close = إغلاق
ui-back = رجوع
ui-retry = حاول مجددًا
ui-cancel = إلغاء
ui-dismiss = إخفاء
ui-loading = جارٍ التحميل
ui-optional = اختياري
ui-show-password = إظهار كلمة المرور
ui-hide-password = إخفاء كلمة المرور
ui-clear = مسح
ui-more = عرض المزيد
ui-less = عرض أقل
ui-notices = الإشعارات
ui-skip = انتقل إلى المحتوى
ui-breadcrumb = أنت هنا
ui-decrease = أقل بواحد: { $label }
ui-increase = واحد إضافي: { $label }
ui-characters = { $used } من { $limit } حرف
ui-step-done = تم
ui-step-current = الآن
ui-step-next = لم يحن بعد
ui-step-failed = لم يحدث
ui-old-price = قبل: { $price }
ui-new-price = الآن: { $price }
ui-time-left = بقي { $time }

ui-sign-in-wrong = لم ينجح ذلك
ui-sign-in-wrong-text = البريد الإلكتروني وكلمة المرور غير متطابقين. يرجى التحقق منهما والمحاولة مجددًا.
ui-email = البريد الإلكتروني
ui-email-missing = يرجى إدخال بريدك الإلكتروني.
ui-password = كلمة المرور
ui-password-missing = يرجى إدخال كلمة المرور.

ui-stars = { $stars } من 5 نجوم
ui-stars-count = { $count ->
    [one] { $stars } من 5 نجوم، تقييم واحد
    [two] { $stars } من 5 نجوم، تقييمان
    [few] { $stars } من 5 نجوم، { $count } تقييمات
    [many] { $stars } من 5 نجوم، { $count } تقييمًا
   *[other] { $stars } من 5 نجوم، { $count } تقييم
}
ui-star = { $count ->
    [one] نجمة واحدة
    [two] نجمتان
    [few] { $count } نجوم
    [many] { $count } نجمة
   *[other] { $count } نجمة
}
ui-no-stars = لا تقييمات بعد

ui-when = متى
ui-asap = في أقرب وقت
ui-asap-at = يصل نحو { $time }
ui-asap-ready = جاهز نحو { $time }
ui-asap-closed = غير ممكن الآن
ui-later = في وقت تختاره
ui-later-hint = اليوم أو في الأيام القادمة
ui-day = اليوم
ui-time = الوقت

ui-map-home = عنوان التوصيل
ui-map-restaurant = المطعم
ui-map-courier = المندوب

ui-now = الآن
ui-minutes-ago = { $count ->
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $count } دقائق
    [many] قبل { $count } دقيقة
   *[other] قبل { $count } دقيقة
}
ui-in-minutes = { $count ->
    [one] خلال دقيقة
    [two] خلال دقيقتين
    [few] خلال { $count } دقائق
    [many] خلال { $count } دقيقة
   *[other] خلال { $count } دقيقة
}
ui-hours-ago = { $count ->
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $count } ساعات
    [many] قبل { $count } ساعة
   *[other] قبل { $count } ساعة
}
ui-in-hours = { $count ->
    [one] خلال ساعة
    [two] خلال ساعتين
    [few] خلال { $count } ساعات
    [many] خلال { $count } ساعة
   *[other] خلال { $count } ساعة
}
ui-days-ago = { $count ->
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
ui-in-days = { $count ->
    [one] خلال يوم
    [two] خلال يومين
    [few] خلال { $count } أيام
    [many] خلال { $count } يومًا
   *[other] خلال { $count } يوم
}
ui-tomorrow-at = غدًا، { $time }
ui-yesterday-at = أمس، { $time }
ui-day-at = { $day }، { $time }
ui-minutes = { $minutes } د
ui-hours = { $hours } س
ui-hours-minutes = { $hours } س { $minutes } د
ui-minutes-range = { $from }–{ $to } د
ui-metres = { $distance } م
ui-kilometres = { $distance } كم
ui-list-comma = {"، "}
ui-list-end = { $first } و{ $last }

ui-failed-offline = أنت غير متصل
ui-failed-offline-text = لا يمكننا الوصول إلى FoodWala. تحقق من اتصالك وحاول مجددًا.
ui-failed-busy = مهلًا قليلًا
ui-failed-busy-text = { $seconds ->
    [0] يرجى المحاولة بعد لحظات.
    [one] يرجى المحاولة بعد ثانية واحدة.
    [two] يرجى المحاولة بعد ثانيتين.
    [few] يرجى المحاولة بعد { $seconds } ثوانٍ.
    [many] يرجى المحاولة بعد { $seconds } ثانية.
   *[other] يرجى المحاولة بعد { $seconds } ثانية.
}
ui-failed-session = يرجى تسجيل الدخول مجددًا
ui-failed-session-text = انتهت جلستك. لم يضع شيء مما أدخلته.
ui-failed-not-found = لم نعثر على ذلك
ui-failed-not-found-text = ربما نُقل إلى مكان آخر، أو أنه غير متاح لك.
ui-failed-server = حدث خطأ من جانبنا
ui-failed-server-text = ليس هذا خطأك. حاول مجددًا بعد لحظات.
ui-failed-refused = تعذّر ذلك
ui-outdated = إصدار جديد جاهز
ui-outdated-text = حمّله للمتابعة.
ui-outdated-load = تحميل
ui-request-id = عند طلب المساعدة اذكر الرقم { $id }
ui-sign-in = تسجيل الدخول
ui-go-home = العودة إلى البداية

ui-refused-validation_failed = بعض المدخلات غير صحيحة. يرجى مراجعتها.
ui-refused-forbidden = لا يُسمح لك بذلك.
ui-refused-invalid_credentials = البريد الإلكتروني أو كلمة المرور غير صحيحة.
ui-refused-invalid_reset_token = لم يعد الرابط صالحًا. اطلب رابطًا جديدًا.
ui-refused-email_taken = يوجد حساب بهذا البريد الإلكتروني.
ui-refused-request_in_progress = ما زلنا نعالج طلبك السابق.
ui-refused-restaurant_closed = المطعم مغلق في ذلك الوقت.
ui-refused-restaurant_paused = المطعم لا يستقبل الطلبات الآن.
ui-refused-price_changed = تغيّر السعر. يرجى الاطلاع على المجموع الجديد.
ui-refused-item_sold_out = نفد أحد الأطباق للتو.
ui-refused-item_not_on_menu = لم يعد أحد الأطباق في القائمة.
ui-refused-invalid_options = لم تعد خيارات أحد الأطباق مناسبة.
ui-refused-out_of_delivery_area = المطعم لا يوصل إلى عنوانك.
ui-refused-below_minimum_order = الطلب أقل من الحد الأدنى للمطعم.
ui-refused-fulfilment_not_offered = المطعم لا يقدم هذه الخدمة.
ui-refused-promo_not_applicable = هذا الرمز لا ينطبق على طلبك.
ui-refused-payment_method_not_offered = المطعم لا يقبل طريقة الدفع هذه.
ui-refused-invalid_schedule = لا يستطيع المطعم الالتزام بهذا الوقت.
ui-refused-transition_refused = فات الأوان: تقدّم الطلب إلى مرحلة أخرى.
ui-refused-already_reviewed = لقد قيّمت هذا الطلب من قبل.
ui-refused-other = لم تقبل المنصة ذلك.

ui-platform = متصل بـ
ui-platform-other = استخدام منصّة FoodWala أخرى
