restaurant-title = مطعم
restaurant-opens-at = يفتح { $time }
restaurant-around-the-clock = مفتوح على مدار الساعة
restaurant-closed = مغلق
restaurant-order-ahead = يمكنك ملء سلتك الآن والطلب لوقت لاحق.
restaurant-closes-soon = يغلق الساعة { $time }
restaurant-paused = لا يستقبل الطلبات الآن
restaurant-paused-until = يعود { $time }.
restaurant-takes-nothing = هذا المطعم لا يستقبل الطلبات حاليًا.
restaurant-no-place = اختر عنوانك لترى وقت التوصيل ورسومه.
restaurant-too-far = لا يوصل إلى عنوانك.
restaurant-too-far-pickup = لا يوصل إلى عنوانك، لكن يمكنك الاستلام بنفسك.
restaurant-minimum = الحد الأدنى { $amount }
restaurant-free-from = مجاني من { $amount }
restaurant-reviews-open = اقرأ التقييمات
restaurant-about = المواعيد والمزيد
restaurant-share = مشاركة
restaurant-link-copied = نُسخ الرابط إلى الحافظة.
restaurant-not-shared = لا يستطيع جهازك مشاركة هذا.
restaurant-sections = أقسام القائمة
restaurant-find = ابحث في القائمة
restaurant-diets = مناسب لـ
restaurant-found = { $count ->
    [zero] لا أطباق
    [one] طبق واحد
    [two] طبقان
    [few] { $count } أطباق
    [many] { $count } طبقًا
   *[other] { $count } طبق
}
restaurant-none-title = لا يوجد طبق كهذا
restaurant-none-text = جرّب كلمة أخرى، أو اعرض القائمة كلها.
restaurant-everything = عرض الكل
restaurant-from = ابتداءً من
restaurant-in-basket = { $count } في السلة
restaurant-sold-out = نفد
restaurant-sold-out-until = نفد، يعود { $time }
restaurant-few-left = { $count ->
    [zero] لم يبقَ شيء
    [one] بقي واحد فقط
    [two] بقي اثنان فقط
    [few] بقي { $count } فقط
    [many] بقي { $count } فقط
   *[other] بقي { $count } فقط
}
restaurant-hours = مواعيد العمل
restaurant-address = العنوان
restaurant-reviews = التقييمات
restaurant-no-reviews = لم يكتب أحد تقييمًا بعد.
restaurant-reply = رد المطعم
restaurant-former-guest = ضيف سابق
restaurant-more-reviews = مزيد من التقييمات
item-add = { $count ->
    [one] أضف
    [two] أضف اثنين
   *[other] أضف { $count }
}
item-change = حفظ
item-added = { $name } في سلتك
item-note = ملاحظة للمطبخ
item-note-hint = يُفضل إخبار المطعم مباشرة عن الحساسية.
item-choose-exactly = اختر { $count }
item-choose-up-to = اختر حتى { $count }
item-choose-between = اختر من { $min } إلى { $max }
item-required = مطلوب
item-missing = الرجاء الاختيار
