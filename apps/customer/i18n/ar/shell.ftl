shell-page-title = { $title } · FoodWala
shell-brand-label = FoodWala، الصفحة الرئيسية
shell-nav = الرئيسية
shell-home = الرئيسية
shell-search = بحث
shell-basket = السلة
shell-orders = الطلبات
shell-account = الحساب
shell-favourites = المفضلة
shell-sign-in = تسجيل الدخول
shell-deliver-to = التوصيل إلى
shell-choose-place = اختر المكان
shell-basket-count = { $count ->
    [zero] لا أطباق في السلة
    [one] طبق واحد في السلة
    [two] طبقان في السلة
    [few] { $count } أطباق في السلة
    [many] { $count } طبقًا في السلة
   *[other] { $count } طبق في السلة
}
shell-offline = أنت غير متصل بالإنترنت. ما زال بإمكانك التصفح.
shell-as-of-start = آخر تحديث لما تراه:
shell-update = تتوفر نسخة جديدة من التطبيق.
shell-update-now = التحديث الآن
shell-order-sent = عاد الاتصال: تم إرسال طلبك.
shell-follow = تتبّعه
shell-waiting = { $count ->
    [zero] لا طلبات بانتظارك.
    [one] هناك طلب بانتظارك.
    [two] هناك طلبان بانتظارك.
    [few] هناك { $count } طلبات بانتظارك.
    [many] هناك { $count } طلبًا بانتظارك.
   *[other] هناك { $count } طلب بانتظارك.
}
shell-waiting-show = عرض
shell-about = طعام طيب من المطابخ القريبة منك، يصلك بأيدي أهل حيّك.
shell-footer-nav = المزيد
shell-gallery = معرض التصميم
lost-title = هذه الصفحة ليست في القائمة
lost-text = ربما كُتب العنوان خطأً، أو أن ما كان هنا لم يعد موجودًا.
lost-home = العودة إلى البداية
favourites-title = المفضلة
favourites-guest-title = احتفظ بالأماكن التي تحبها
favourites-guest-text = سجّل الدخول، وستجد المطاعم التي منحتها قلبًا هنا على كل أجهزتك.
favourites-empty-title = لا مفضلات بعد
favourites-empty-text = اضغط على القلب عند أي مطعم وستجده هنا.
favourites-find = ابحث عن مطاعم
search-label = ابحث عن مطاعم وأطباق
search-placeholder = بيتزا، عدس، سوشي…
search-suggestions = اقتراحات
search-suggestions-count = { $count ->
    [zero] لا اقتراحات
    [one] اقتراح واحد
    [two] اقتراحان
    [few] { $count } اقتراحات
    [many] { $count } اقتراحًا
   *[other] { $count } اقتراح
}
search-restaurant = مطعم
search-cuisine-count = { $count ->
    [zero] مطبخ · لا مطاعم
    [one] مطبخ · مطعم واحد
    [two] مطبخ · مطعمان
    [few] مطبخ · { $count } مطاعم
    [many] مطبخ · { $count } مطعمًا
   *[other] مطبخ · { $count } مطعم
}
search-dish-count = { $count ->
    [zero] طبق · لا مطاعم
    [one] طبق · مطعم واحد
    [two] طبق · مطعمان
    [few] طبق · { $count } مطاعم
    [many] طبق · { $count } مطعمًا
   *[other] طبق · { $count } مطعم
}
search-dishes = أطباق مطابقة
search-title = بحث
search-title-for = نتائج «{ $words }»
search-empty-title = لا شيء كهذا في الجوار
search-empty-text = جرّب كلمة أخرى، أو أزل بعض عوامل التصفية.
