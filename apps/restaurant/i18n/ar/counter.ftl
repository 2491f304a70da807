entry-title = طلب جديد
entry-new = طلب جديد
entry-not-yours = لا يمكنك إدخال طلبات هنا
entry-not-yours-text = يستطيع ذلك المالك والمدير والمطبخ.
entry-sections = الأقسام
entry-none = لا يوجد طبق كهذا
entry-none-text = ابحث عن كلمة أخرى، أو انظر القائمة كلها.
entry-everything = القائمة كلها
entry-left = بقي { $count }
entry-choices = مع خيارات
entry-inside = { $count } في الطلب
entry-exactly = اختر { $count }
entry-up-to = اختر حتى { $count }
entry-between = اختر من { $min } إلى { $max }
entry-missing = يُرجى اختيار واحد.
entry-dish-note = ملاحظة للمطبخ
entry-take = أضِف
entry-change = غيّر
entry-side = هذا الطلب
entry-empty = المس طبقًا للبدء.
entry-change-line = تغيير { $dish }
entry-jump = { $count ->
    [zero] انظر الطلب
    [one] انظر الطلب: طبق واحد
    [two] انظر الطلب: طبقان
    [few] انظر الطلب: { $count } أطباق
    [many] انظر الطلب: { $count } طبقًا
   *[other] انظر الطلب: { $count } طبق
}
entry-way = كيف يطلبون
entry-way-counter = عند الصندوق
entry-way-pickup = هاتف، استلام
entry-way-delivery = هاتف، توصيل
entry-nameless = عند الصندوق
entry-name = الاسم
entry-name-missing = يُرجى السؤال عن الاسم.
entry-name-invalid = يُرجى إدخال اسم لا يتجاوز 120 حرفًا.
entry-phone = الهاتف
entry-phone-missing = يحتاج المندوب إلى رقم يتصل به.
entry-street = الشارع والرقم
entry-street-missing = يُرجى إدخال الشارع والرقم.
entry-postal-code = الرمز البريدي
entry-city = المدينة
entry-city-missing = يُرجى إدخال المدينة.
entry-text-too-long = هذا طويل جدًا.
entry-point = أين يقع
entry-point-hint = نحن في الوسط، والدوائر تبيّن رسوم التوصيل. يُرشَد المندوب إلى هذا المكان.
entry-point-missing = يُرجى لمس مكان الباب.
entry-point-at = { $distance } { $direction } منّا
entry-map-label = خريطة. الباب { $at }. مفاتيح الأسهم تحرّكه.
entry-map-label-empty = خريطة. لا باب بعد. مفاتيح الأسهم تضعه.
entry-map-hint = المس المكان، أو استخدم مفاتيح الأسهم.
entry-known = مرة أخرى إلى { $address }
entry-instructions = للمندوب
entry-note = ملاحظة للطلب كله
entry-promise = جاهز خلال { $time } تقريبًا
entry-promise-door = عند الباب خلال { $time } تقريبًا
entry-door-first = يظهر السعر مع التوصيل متى اكتمل العنوان.
entry-price-changed = تغيّر السعر
entry-price-changed-text = كان { $before } وأصبح { $now }. أخبر الضيف ثم أدخله.
entry-unsure = لا يُعرف إن كان الطلب قد وصل
entry-unsure-text = السؤال مرة أخرى لا يُنشئ طلبًا ثانيًا أبدًا. ويُسأل أيضًا تلقائيًا متى عادت اللوحة مباشرة.
entry-ask-again = اسأل مرة أخرى
entry-give-up = ليس على اللوحة: ابدأ من جديد
entry-a-dish = طبق
entry-sold-out = نفد { $dish }
entry-sold-out-text = أزِله، أو اقترح شيئًا آخر.
entry-few = { $dish }: بقي { $count } فقط
entry-few-text = خذ أقل، أو أزِله.
entry-gone = لم يعد { $dish } في القائمة
entry-gone-text = ذهب الطبق أو أحد خياراته. أزِله واختر من جديد.
entry-take-out = أزِله
entry-closed = مغلق بحسب ساعات عملك
entry-closed-until = تفتح { $time }. حتى ذلك الحين لا يمكن طلب شيء، ولا هنا.
entry-closed-text = لا يمكن طلب شيء حتى تقول ساعات العمل غير ذلك.
entry-paused = أنت لا تقبل الطلبات الآن
entry-paused-text = استأنف في الأعلى ثم حاول مرة أخرى.
entry-too-far = بعيد جدًا
entry-too-far-text = المسافة { $distance }، وأنت توصل حتى { $limit }. يمكنهم استلامه.
entry-below = قليل جدًا للتوصيل
entry-below-text = يجب أن تبلغ الأطباق { $minimum } على الأقل. يمكنهم استلامه.
entry-enter = أدخِل الطلب
entry-cash = يدفعون نقدًا، هنا أو عند الباب.
entry-done = أصبح على اللوحة
entry-done-text = جاهز نحو { $time }. ‏{ $amount } نقدًا.
entry-next = الطلب التالي
entry-board = إلى اللوحة
channel-phone = بالهاتف
channel-counter = عند الصندوق
charge-items = الأطباق
charge-packaging = التغليف
charge-delivery = التوصيل
charge-discount = الخصم
charge-tax = الضريبة
charge-tax-included = ضريبة ضمن المجموع
charge-tip = البقشيش
direction-n = شمال
direction-ne = شمال شرق
direction-e = شرق
direction-se = جنوب شرق
direction-s = جنوب
direction-sw = جنوب غرب
direction-w = غرب
direction-nw = شمال غرب
link-title = مندوب خارجي
link-text = يستطيع من لا حساب له أن يوصل هذا الطلب: يحصل على رابط يبيّن إلى أين يذهب، ولا شيء غير ذلك.
link-open = شارِك مع مندوب خارجي
link-manage = الرابط المشترك
link-stands = لدى { $name } رابط صالح حتى { $time }.
link-ended = انتهى رابط { $name } { $time }. لم يعد يفتح شيئًا.
link-with = { $name }، عبر رابط
link-sheet-title = مندوب خارجي للطلب { $number }
link-share-title = توصيل { $number }
link-make = أنشئ الرابط
link-name = من يوصله
link-name-hint = تعرض اللوحة هذا الاسم.
link-name-missing = يُرجى ذكر من يوصله.
link-span = صالح لمدة
link-made = لأجل { $name }، صالح حتى { $time }. من لديه الرابط يستطيع توصيل الطلب، فأرسله إليه وحده.
link-url = الرابط
link-share = شارِك
link-copy = انسخ
link-copied = أصبح في الحافظة.
link-no-clipboard = لا يستطيع هذا الجهاز نسخه. حدّد الرابط أعلاه وانسخه بنفسك.
link-once = يظهر الرابط نفسه مرة واحدة فقط، عند إنشائه. إن ضاع فأنشئ غيره، وعندها لا يفتح القديم شيئًا.
link-anew = أنشئ رابطًا آخر
link-back = استرجع الرابط
link-over = لم يعد هذا الطلب بحاجة إلى توصيل.

linked-title = توصيل
linked-gone = لم يعد هذا الرابط يفتح شيئًا
linked-gone-text = انتهى، أو استرجعه المطعم. اطلب منهم رابطًا آخر.
linked-delivered = تم التوصيل. شكرًا لك!
linked-delivered-text = يمكنك إغلاق هذه الصفحة. لم يعد عنوان الضيف عليها.
linked-called-off = لم يعد هذا الطلب مطلوبًا
linked-called-off-text = يُرجى إعادته إلى المطعم، أو تركه هناك.
linked-fetch = استلمه من هنا
linked-to = أوصله إلى هنا
linked-what = ما هو
linked-promised = متوقع { $time }
linked-set-off = الطلب معي وأنا منطلق
linked-wait = ما زال المطبخ يعدّه. تبيّن هذه الصفحة متى يصبح جاهزًا.
linked-until = رابط لأجل { $name }، صالح حتى { $time }.
linked-code-wrong = { $count ->
    [0] ليس هذا الرمز، ولم تبقَ محاولات. اتصل بالمطعم: يمكنهم القول إنه وُصّل.
    [one] ليس هذا الرمز. اسأل الضيف مرة أخرى؛ بقيت محاولة واحدة.
    [two] ليس هذا الرمز. اسأل الضيف مرة أخرى؛ بقيت محاولتان.
    [few] ليس هذا الرمز. اسأل الضيف مرة أخرى؛ بقيت { $count } محاولات.
    [many] ليس هذا الرمز. اسأل الضيف مرة أخرى؛ بقيت { $count } محاولة.
   *[other] ليس هذا الرمز. اسأل الضيف مرة أخرى؛ بقيت { $count } محاولة.
}
linked-code-locked = رموز خاطئة كثيرة. اتصل بالمطعم: يمكنهم القول إنه وُصّل.
delivery-no-code = لا يجد الضيف الرمز؟ اتصل بالمطعم: يمكنهم القول إنه وُصّل.

settings-title = الإعدادات
settings-not-yours = لا يمكنك تغيير الإعدادات
settings-not-yours-text = يستطيع ذلك المالك والمدير.
settings-codes = الرموز عند الباب
settings-codes-switch = يحتاج المندوبون إلى رمز الضيف
settings-codes-hint = للتوصيلات التي تُطلب من الآن فصاعدًا.
settings-codes-guest = يرى الضيوف أربعة أرقام في تطبيقهم ما دام الطلب في الطريق.
settings-codes-courier = يُدخلها المندوبون عند التسليم. وبعد خمسة رموز خاطئة لا يستطيع غيركم القول إنه وُصّل.
settings-codes-without = من لا يجد الرمز يتصل بكم: على اللوحة يمكنكم دائمًا القول إنه وُصّل.
settings-codes-entered = الطلبات التي تُدخلونها بأنفسكم لا رمز لها، لأن ضيوفها لا تطبيق لديهم يرونه فيه.
settings-no-delivery = مطعمك لا يوصل.
settings-saved = حُفظ.
