## Checkout

checkout-title = إتمام الطلب
checkout-gate = سجّل الدخول لتطلب
checkout-summary = طلبك
checkout-empty = سلتك فارغة
checkout-empty-text = ضع فيها شيئًا لذيذًا أولًا.
checkout-how = توصيل أم استلام
checkout-delivery = توصيل
checkout-pickup = استلام
checkout-where = إلى أين
checkout-where-pickup = مكان الاستلام
checkout-no-address = لا يوجد عنوان بعد. أضف عنوانًا لترى تكلفة التوصيل.
checkout-address-missing = يرجى اختيار عنوان أو إضافته.
checkout-address-invalid = لا يمكن التوصيل إلى هذا العنوان. يرجى التحقق من مكان الباب.
checkout-instructions = للمندوب
checkout-contact = بمن نتصل
checkout-payment = الدفع
checkout-pay-cash = نقدًا
checkout-pay-cash-delivery = للمندوب عند بابك
checkout-pay-cash-pickup = عند المنضدة
checkout-pay-card = بطاقة
checkout-pay-card-hint = في صفحة مزود الدفع؛ لا نرى بطاقتك أبدًا
checkout-tip = إكرامية
checkout-tip-text = تذهب إلى من يطبخ ويوصل.
checkout-tip-none = بدون
checkout-promo = رمز العرض
checkout-promo-label = رمز العرض
checkout-promo-use = استخدام
checkout-promo-drop = إزالة
checkout-promo-missing = يرجى إدخال رمز أولًا.
checkout-promo-unknown = لا يوجد رمز كهذا لدى المطعم.
checkout-promo-refused = رمز العرض لا يعمل
checkout-promo-minimum = يعمل ابتداءً من أطباق بقيمة { $amount }.
checkout-promo-used = لقد استُنفد.
checkout-promo-time = لا يسري في هذا الوقت.
checkout-promo-nothing = لا يوجد ما يخصمه.
checkout-promo-without = اطلب بدونه
checkout-note = للمطعم
checkout-note-label = كلمة للمطبخ
checkout-note-hint = هل لديك حساسية؟ يرجى الاتصال بالمطعم أيضًا.
checkout-place = تأكيد الطلب
checkout-place-card = اطلب وادفع
checkout-once = الضغط مرتين لا يطلب مرتين أبدًا.
checkout-change-basket = تغيير
checkout-price-needs-door = يعتمد السعر على المكان. اختر عنوانًا أولًا.
checkout-a-dish = طبق
checkout-order-for-then = اطلب لذلك الوقت
checkout-fetch-instead = استلمه بنفسك
checkout-closed = المطعم مغلق
checkout-closed-until = يفتح مجددًا: { $time }. يمكنك الطلب لذلك الوقت.
checkout-closed-long = لن يفتح في الأيام القادمة.
checkout-paused = المطعم لا يستقبل طلبات الآن
checkout-paused-until = يستأنف: { $time }.
checkout-paused-text = المطبخ مشغول جدًا. حاول بعد قليل.
checkout-schedule = هذا الوقت غير ممكن
checkout-schedule-nearest = أقرب وقت هو { $time }.
checkout-schedule-text = يرجى اختيار وقت آخر.
checkout-sold-out = نفد { $dish }
checkout-sold-out-text = سبقك أحدهم. بقية طلبك على ما يرام.
checkout-few-left =
    { $count ->
    [one] بقيت حصة واحدة فقط.
    [two] بقيت حصتان فقط.
    [few] بقيت { $count } حصص فقط.
   *[other] بقيت { $count } حصة فقط.
    }
checkout-take-left =
    { $count ->
    [one] خذ الأخيرة
   *[other] خذ { $count }
    }
checkout-gone = لم يعد { $dish } في القائمة
checkout-gone-text = غيّر المطعم قائمته في هذه الأثناء.
checkout-options = تغيرت خيارات { $dish }
checkout-options-text = اختره مجددًا من القائمة أو احذفه.
checkout-remove-dish = احذفه
checkout-see-menu = عرض القائمة
checkout-outside = هذا العنوان بعيد جدًا
checkout-outside-by = يبعد { $distance }؛ وهم يوصلون حتى { $limit }.
checkout-outside-text = لا يوصلون إلى هناك.
checkout-minimum = لا يكفي للتوصيل
checkout-minimum-missing = أضف { $amount } وسيوصلونه.
checkout-minimum-text = أضف قليلًا أو استلمه بنفسك.
checkout-add-dishes = أضف أطباقًا
checkout-not-offered = المطعم لا يقدم هذا
checkout-not-offered-text = اختر الطريقة الأخرى للحصول على طعامك.
checkout-payment-refused = طريقة الدفع هذه غير متاحة
checkout-payment-refused-text = يقبل المطعم:
checkout-restaurant-gone = لم يعد المطعم هنا
checkout-restaurant-gone-text = هناك مطاعم أخرى قريبة.
checkout-sending = جارٍ إرسال طلبك…
checkout-sending-text = يرجى الانتظار لحظة.
checkout-offline = أنت غير متصل
checkout-offline-text = لم يُرسل شيء. هل نرسل الطلب تلقائيًا عند عودة الاتصال؟ بعد 20 دقيقة سنسألك مجددًا.
checkout-queue = أرسله عند الاتصال
checkout-not-now = ليس الآن
checkout-queued = طلبك بانتظار الاتصال
checkout-queued-text = إنه على هذا الجهاز وسيُرسل فور اتصالك. ستراه في الأعلى حتى ذلك الحين.
checkout-unsure = لا نعلم بعد ما إذا وصل طلبك
checkout-unsure-text = ضاع الرد في الطريق. إعادة الإرسال آمنة: يبقى طلبًا واحدًا.
checkout-send-again = أرسل مجددًا
checkout-look = عرض طلباتي
checkout-abandon = تغيير شيء
checkout-patience = لحظة من فضلك
checkout-patience-text =
    { $seconds ->
    [one] هناك ازدحام الآن؛ لم يُطلب شيء. يمكنك الطلب بعد ثانية.
    [two] هناك ازدحام الآن؛ لم يُطلب شيء. يمكنك الطلب بعد ثانيتين.
    [few] هناك ازدحام الآن؛ لم يُطلب شيء. يمكنك الطلب بعد { $seconds } ثوانٍ.
   *[other] هناك ازدحام الآن؛ لم يُطلب شيء. يمكنك الطلب بعد { $seconds } ثانية.
    }
checkout-changed = تغير السعر
checkout-changed-text = لم يُطلب شيء بعد. هذا هو السعر الآن:
checkout-agree = اطلب مقابل { $amount }
checkout-decline = ليس بهذا السعر
checkout-bring-instead = اطلب توصيله بدلًا من ذلك
