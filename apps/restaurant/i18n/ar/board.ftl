board-title = الطلبات
board-title-new = { $count ->
    [zero] لا طلبات جديدة
    [one] (1) طلب جديد
    [two] (2) طلبان جديدان
    [few] ({ $count }) طلبات جديدة
    [many] ({ $count }) طلبًا جديدًا
   *[other] ({ $count }) طلب جديد
}
board-columns = الأعمدة
column-new = جديد
column-preparing = قيد التحضير
column-ready = جاهز
column-on_the_way = في الطريق
column-new-empty = لا جديد. الطلبات الجديدة ترنّ هنا.
column-preparing-empty = لا شيء على النار.
column-ready-empty = لا شيء ينتظر الاستلام.
column-on_the_way-empty = لا أحد في الطريق.
column-ahead = { $count ->
    [zero] لا طلبات مسبقة
    [one] طلب مسبق واحد
    [two] طلبان مسبقان
    [few] { $count } طلبات مسبقة
    [many] { $count } طلبًا مسبقًا
   *[other] { $count } طلب مسبق
}

status-payment_pending = بانتظار الدفع
status-payment_failed = فشل الدفع
status-scheduled = طلب مسبق
status-placed = جديد
status-accepted = مقبول
status-preparing = قيد التحضير
status-ready = جاهز
status-out_for_delivery = في الطريق
status-delivered = تم التوصيل
status-collected = تم الاستلام
status-rejected = مرفوض
status-expired = لم يُقبل في الوقت
status-cancelled = ملغى

action-accept = قبول
action-reject = رفض
action-delay = وقت إضافي
action-start = بدء الطهي
action-ready = جاهز
action-dispatch = تسليم للمندوب
action-deliver = تم التوصيل
action-collect = تم الاستلام
action-cancel = إلغاء الطلب
action-other = تغيير

card-label = الطلب { $number } باسم { $name }
card-more = المزيد عن { $number }
card-reject = رفض { $number }
card-not-started = لم يبدأ
due-left = { $minutes ->
    [zero] انتهى الوقت
    [one] بقيت دقيقة واحدة
    [two] بقيت دقيقتان
    [few] بقيت { $minutes } دقائق
    [many] بقيت { $minutes } دقيقة
   *[other] بقيت { $minutes } دقيقة
}
due-late = { $minutes ->
    [zero] حان الوقت
    [one] متأخر دقيقة واحدة
    [two] متأخر دقيقتين
    [few] متأخر { $minutes } دقائق
    [many] متأخر { $minutes } دقيقة
   *[other] متأخر { $minutes } دقيقة
}
order-delivery = توصيل
order-pickup = استلام
order-paid = مدفوع بالبطاقة
order-cash = نقدًا: { $amount }
order-ahead = طلب مسبق
pending-held = { $action }: بانتظار الشبكة
pending-sent = { $action } …
pending-refused = تعذّر «{ $action }»: حالة الطلب «{ $status }».

conflicts-label = يحتاج انتباهك
conflict-cancelled = أُلغي { $number }
conflict-expired = لم يُقبل { $number } في الوقت
conflict-stop = لا تطبخه: { $dishes }
conflict-refused = { $number }: لم يتم «{ $action }»
conflict-dropped = { $number }: لم يُرسل «{ $action }»
conflict-dropped-text = رُفضت الخطوة السابقة. البطاقة تُظهر حالة الطلب الحقيقية.
queue-refused-ended = أصبح الطلب «{ $status }».
queue-refused-status = أصبح الطلب «{ $status }». البطاقة تُظهر حالته الحقيقية.
queue-refused-moved = تغيّر الطلب في هذه الأثناء. البطاقة تُظهر حالته الحقيقية.
queue-refused-courier = لم يعد هذا المندوب ضمن الفريق.
queue-refused-forbidden = لم يعد يحق لك هذا.
queue-refused-gone = الطلب ليس على هذه اللوحة.
queue-refused-invalid = أحد التفاصيل غير صحيح. جرّب غيره.
queue-refused-other = لم تقبله المنصة.

accept-title = قبول { $number }
accept-text = بعد كم دقيقة يكون جاهزًا؟
accept-confirm = قبول
delay-title = وقت إضافي للطلب { $number }
delay-text = كم دقيقة إضافية؟ سيُخبر الضيف.
delay-confirm = أخبر الضيف
minutes-label = الدقائق
minutes-unit = د
reject-title = رفض { $number }
reject-confirm = رفض الطلب
reject-sold-out = ما الذي نفد؟ يُزال من القائمة فورًا.
cancel-title = إلغاء { $number }
cancel-confirm = إلغاء الطلب
reason-label = السبب
reason-text = يقرأ الضيف هذا السبب.
reason-sold_out = نفد أحد الأصناف
reason-busy = طلبات كثيرة الآن
reason-closing = نحن على وشك الإغلاق
reason-no_courier = لا يوجد لدينا مندوب
reason-other = بكلماتي
reason-words = ما يقرؤه الضيف
reason-missing = يُرجى ذكر السبب.
dispatch-title = تسليم { $number }
dispatch-text = من يوصله؟ المندوب المختار يراه على هاتفه.
dispatch-label = المندوب
dispatch-nobody = أحدنا
dispatch-confirm = هو في الطريق
more-title = الطلب { $number }
more-details = التفاصيل والتذكرة
more-call = اتصل بـ { $name }

order-title = الطلب { $number }
order-guest = الضيف
order-history = ما حدث
order-print = التذكرة
order-print-do = طباعة
order-roll = الورق
roll-58 = 58 مم
roll-80 = 80 مم
paper-ordered = طُلب { $time }
paper-due = موعده { $time }
paper-total = المجموع
actor-customer = الضيف
actor-restaurant = المطعم
actor-admin = الدعم
actor-platform = المنصة
queue-refused-code_wrong = الرمز خاطئ. اسأل الضيف مجددًا.
queue-refused-code_locked = رموز خاطئة كثيرة. على المطعم تأكيد التوصيل.
queue-refused-code_required = رمز الضيف مطلوب.
dispatch-carrying = { $count ->
    [zero] لا طلبات معه
    [one] معه طلب واحد
    [two] معه طلبان
    [few] معه { $count } طلبات
    [many] معه { $count } طلبًا
   *[other] معه { $count } طلب
}
