home-page-title = الطعام إلى باب بيتك
home-headline = ماذا تشتهي اليوم؟
home-lead = مطابخ حيّك، تصل ساخنة إلى بابك.
home-choose-place = اختر عنوانك
home-other-place = عنوان آخر
home-cuisines = المطابخ
home-favourites = مفضلاتك
home-favourites-all = عرض الكل
home-again = اطلب مجددًا
home-again-failed = تعذّر جلب وجبتك الأخيرة.
home-again-button = اطلب مجددًا
home-near = بالقرب من { $place }
home-all = كل المطاعم
home-fulfilment = توصيل أو استلام
home-delivery = توصيل
home-pickup = استلام
home-pickup-only = استلام فقط
home-filters = التصفية
home-filters-all = { $count ->
    [0] التصفية
   *[other] التصفية ({ $count })
}
home-filters-held = عوامل التصفية المفعّلة
home-filters-clear = إزالة التصفية
home-filters-show = عرض المطاعم
home-open-now = مفتوح الآن
home-rating = التقييم
home-rating-from = { $stars } فأعلى
home-free-delivery = توصيل مجاني
home-free = مجاني
home-within = خلال { $time }
home-fee-up-to = حتى { $fee }
home-any = الكل
home-sort = الترتيب
home-sort-best = الأنسب لك
home-sort-distance = الأقرب
home-sort-rating = الأعلى تقييمًا
home-sort-time = الأسرع
home-dietary = مناسب لـ
home-time-label = الوقت
home-fee-label = رسوم التوصيل
home-distance-label = المسافة
home-like = أضف { $name } إلى المفضلة
home-unlike = أزل { $name } من المفضلة
home-more = عرض المزيد
home-count = { $count ->
    [zero] لا مطاعم
    [one] مطعم واحد
    [two] مطعمان
    [few] { $count } مطاعم
    [many] { $count } مطعمًا
   *[other] { $count } مطعم
}
home-empty-title = لا مطعم يجمع كل ذلك
home-empty-text = أزل بعض عوامل التصفية، أو ابحث حول عنوان آخر.
cuisine-american = أمريكي
cuisine-asian = آسيوي
cuisine-bakery = مخبوزات
cuisine-barbecue = باربكيو
cuisine-bento = بنتو
cuisine-bowls = أطباق بول
cuisine-breakfast = فطور
cuisine-burgers = برغر
cuisine-burritos = بوريتو
cuisine-coffee = قهوة
cuisine-curry = كاري
cuisine-gelato = جيلاتو
cuisine-grill = مشاوي
cuisine-healthy = صحي
cuisine-indian = هندي
cuisine-italian = إيطالي
cuisine-japanese = ياباني
cuisine-mediterranean = متوسطي
cuisine-mexican = مكسيكي
cuisine-noodles = نودلز
cuisine-pasta = باستا
cuisine-pizza = بيتزا
cuisine-ramen = رامن
cuisine-salads = سلطات
cuisine-south-indian = جنوب الهند
cuisine-street-food = أكل الشارع
cuisine-sushi = سوشي
cuisine-tacos = تاكو
cuisine-thai = تايلندي
cuisine-turkish = تركي
cuisine-vegan = نباتي صرف
cuisine-vegetarian = نباتي
diet-vegetarian = نباتي
diet-vegan = نباتي صرف
diet-halal = حلال
diet-kosher = كوشر
diet-gluten-free = خالٍ من الغلوتين
diet-lactose-free = خالٍ من اللاكتوز
diet-nut-free = خالٍ من المكسرات
diet-spicy = حار
day-monday = الاثنين
day-tuesday = الثلاثاء
day-wednesday = الأربعاء
day-thursday = الخميس
day-friday = الجمعة
day-saturday = السبت
day-sunday = الأحد
