way-reviews = التقييمات
ratings-title = التقييمات
ratings-filter = أي التقييمات
ratings-all = الكل
ratings-unanswered = بلا رد
ratings-low = ثلاث نجوم أو أقل
ratings-none = لا تقييمات بعد
ratings-none-text = يستطيع الضيوف تقييم الطلب بعد استلامه. ما يكتبونه يظهر هنا.
ratings-filter-none = لا شيء يُعرض هنا
ratings-filter-all = لا تقييم من هذا النوع.
ratings-filter-more = { $count ->
    [zero] لا تقييم من هذا النوع.
    [one] أحدث تقييم ليس من هذا النوع.
    [two] أحدث تقييمين ليسا من هذا النوع.
    [few] لا شيء من أحدث { $count } تقييمات من هذا النوع.
    [many] لا شيء من أحدث { $count } تقييمًا من هذا النوع.
   *[other] لا شيء من أحدث { $count } تقييم من هذا النوع.
}
ratings-further = انظر إلى الأقدم
ratings-count = { $count ->
    [zero] لا تقييمات
    [one] تقييم واحد
    [two] تقييمان
    [few] { $count } تقييمات
    [many] { $count } تقييمًا
   *[other] { $count } تقييم
}
ratings-of-all = من كل التقييمات
ratings-of-latest = { $count ->
    [zero] بلا تقييمات
    [one] من أحدث تقييم
    [two] من أحدث تقييمين
    [few] من أحدث { $count } تقييمات
    [many] من أحدث { $count } تقييمًا
   *[other] من أحدث { $count } تقييم
}
ratings-open = { $count ->
    [0] رُدّ عليها كلها.
    [zero] رُدّ عليها كلها.
    [one] واحد بلا رد.
    [two] اثنان بلا رد.
    [few] { $count } بلا رد.
    [many] { $count } بلا رد.
   *[other] { $count } بلا رد.
}
ratings-former-guest = ضيف سابق
ratings-order = الطلب
ratings-order-label = طلب { $name }
ratings-answer = ردّ
ratings-answer-label = ردّ على { $name }
ratings-answer-hint = يقرؤه الجميع تحت التقييم باسم مطعمك.
ratings-publish = انشر
ratings-published = نُشر. يستطيع الجميع قراءته.
ratings-sending = جارٍ النشر …
ratings-your-answer = ردّك
ratings-edit = عدّل
ratings-edit-label = عدّل الرد على { $name }
ratings-remove = اسحب
ratings-remove-label = اسحب الرد على { $name }
ratings-removed = سُحب ردّك.
ratings-undo = أعده
ratings-reply-missing = يُرجى كتابة شيء.
ratings-reply-long = يُرجى كتابة 1000 حرف على الأكثر.
ratings-reply-refused = لا تقبل المنصة هذه الكلمات. يُرجى كتابة 1 إلى 1000 حرف.
ratings-overtaken = ردّ شخص آخر في هذه الأثناء
ratings-overtaken-text = ردّه معروض أعلاه. سيحلّ ردّك محله.
ratings-overtaken-removed = تغيّر الرد الذي أردت سحبه. انظر إليه مرة أخرى.
ratings-replace = استبدل ردّه
ratings-keep-theirs = أبقِ ردّه
ratings-gone = لم يعد هذا التقييم موجودًا
ratings-gone-text = لا يمكن الرد عليه بعد الآن.
