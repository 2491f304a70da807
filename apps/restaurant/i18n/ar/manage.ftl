hours-title = ساعات العمل
hours-text = بالتوقيت المحلي، { $zone }. الإغلاق بعد منتصف الليل يُحسب لليوم الذي يفتح فيه.
hours-holidays = العطل والأيام الخاصة
hours-add-holiday = أضف يومًا
hours-no-holidays = لا أيام خاصة. كل يوم منها يحلّ محل ساعات تاريخه.
hours-closed = مغلق
hours-opens = يفتح
hours-closes = يغلق
hours-add = أضف ساعات
hours-remove = أزل هذه الساعات
hours-as-before = كاليوم السابق
hours-date = التاريخ
hours-date-missing = يُرجى اختيار تاريخ.
hours-note = ما يُقال للضيوف
hours-remove-holiday = أزل هذا اليوم
hours-incomplete = هناك ما لم يُملأ.
hours-saved = حُفظ. يراه الضيوف الآن.
day-monday = الاثنين
day-tuesday = الثلاثاء
day-wednesday = الأربعاء
day-thursday = الخميس
day-friday = الجمعة
day-saturday = السبت
day-sunday = الأحد

staff-title = الفريق
staff-add = أضف شخصًا
staff-add-text = يحتاج أولًا إلى حساب بهذا البريد.
staff-add-do = أضف إلى الفريق
staff-role = ما عمله
staff-email-wrong = هذا ليس بريدًا إلكترونيًا.
staff-email-unknown = لا يوجد حساب بهذا البريد.
staff-email-known = هو ضمن الفريق بالفعل.
staff-remove = أزل من الفريق
staff-remove-label = أزل { $name } من الفريق
staff-remove-title = إزالة { $name } من الفريق؟
staff-remove-text = يفقد الوصول إلى هذا المطعم فورًا.
role-owner-hint = كل شيء، والفريق أيضًا
role-manager-hint = الطلبات والقائمة والأوقات والفريق
role-kitchen-hint = الطلبات وما نفد
role-courier-hint = توصيلاته

menu-title = القائمة
menu-text = ما تغيّره مسودة على هذا الجهاز حتى تنشرها.
menu-add-section = أضف قسمًا
menu-new-section = قسم جديد
menu-section-name = اسم القسم
menu-add-item = أضف صنفًا
menu-new-item = صنف جديد
menu-empty = لا قائمة بعد
menu-empty-text = ابدأ بقسم، مثل «المقبلات».
menu-up = ارفع { $name }
menu-down = أنزل { $name }
menu-edit = عدّل { $name }
menu-remove = أزل { $name }
menu-remove-do = إزالة
menu-remove-section = إزالة «{ $name }»؟
menu-remove-section-text = { $count ->
    [0] لا أصناف فيه.
    [zero] لا أصناف فيه.
    [one] يذهب صنفه معه.
    [two] يذهب صنفاه معه.
    [few] تذهب أصنافه الـ{ $count } معه.
    [many] تذهب أصنافه الـ{ $count } معه.
   *[other] تذهب أصنافه الـ{ $count } معه.
}
menu-changes = { $count ->
    [zero] لا تغييرات
    [one] تغيير واحد لم يُنشر
    [two] تغييران لم يُنشرا
    [few] { $count } تغييرات لم تُنشر
    [many] { $count } تغييرًا لم يُنشر
   *[other] { $count } تغيير لم يُنشر
}
menu-review = راجع وانشر
menu-published = نُشرت. يرى الضيوف القائمة الجديدة.
menu-conflict = نشر شخص آخر في هذه الأثناء
menu-conflict-text = بدأت مسودتك من قائمة أقدم. خذ قائمته واترك مسودتك، أو انظر ما الذي سيغيّره نشر مسودتك.
menu-take-theirs = خذ قائمته
menu-keep-mine = قارن واحتفظ بمسودتي
review-title = ما سيراه الضيوف
review-text = تسري هذه التغييرات فورًا.
review-publish = انشر
change-section-added = قسم جديد: { $name }
change-section-removed = أُزيل القسم: { $name }
change-renamed = «{ $old }» يصبح «{ $new }»
change-item-added = صنف جديد: { $name }
change-item-removed = أُزيل الصنف: { $name }
change-price = { $name }: { $old } يصبح { $new }
change-item = تغيّر: { $name }
change-order = ترتيب آخر

item-name = الاسم
item-description = الوصف
item-price = السعر
item-packaging = التغليف
item-price-wrong = يُرجى إدخال مبلغ، مثل 12.50.
item-station = محطة المطبخ
item-diets = مناسب لـ
item-new-group = خيارات
item-add-group = أضف خيارات
item-remove = أزل الصنف
item-done = تم
group-legend = خيارات: { $name }
group-name = اسم الخيارات
group-min = على الأقل
group-max = على الأكثر
group-remove = أزل الخيارات { $name }
option-name = خيار
option-price = زيادة السعر
option-add = أضف خيارًا
option-remove = أزل الخيار { $name }
diet-vegetarian = نباتي
diet-vegan = نباتي صرف
diet-halal = حلال
diet-kosher = كوشر
diet-gluten_free = خالٍ من الغلوتين
diet-lactose_free = خالٍ من اللاكتوز
diet-nut_free = خالٍ من المكسرات
diet-spicy = حار
