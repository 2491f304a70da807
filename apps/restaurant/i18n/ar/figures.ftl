way-figures = الأرقام
figures-title = الأرقام
figures-locked = الأرقام للمالكين والمديرين
figures-locked-text = إن كان ينبغي أن تراها فاطلب من المالك أن يجعلك مديرًا.
figures-zone = بتوقيت { $zone }
figures-as-of = حتى { $time }
figures-refresh = انظر مجددًا
figures-period = الأيام
period-today = اليوم
period-yesterday = أمس
period-week = 7 أيام
period-month = 30 يومًا
period-own = أيام أخرى
figures-own-from = أول يوم
figures-own-to = آخر يوم
figures-own-show = اعرض
figures-own-missing = يُرجى اختيار يوم.
figures-own-future = هذا اليوم لم يأتِ بعد.
figures-own-backwards = آخر يوم قبل أول يوم.
figures-own-refused = أيام كثيرة دفعة واحدة
figures-own-refused-text = يُرجى اختيار أيام أقل، ثلاثة أشهر على الأكثر مثلًا.
figures-day = { $weekday }، { $date }
figures-days = { $from } – { $to }
figures-hour = { $from } – { $to }
figures-against = مقارنة مع { $days }
figures-against-until = مقارنة مع { $days }، كلاهما حتى { $time }
figures-against-nothing = لا طلبات في { $days } للمقارنة.
figures-against-failed = تعذّر تحميل ما تُقارن به هذه الأرقام.
figures-then = حينها { $then }
figures-then-until = حتى { $time } { $now }، حينها { $then }
figures-percent = { $percent }%
figures-more = أكثر بنسبة { $percent }
figures-less = أقل بنسبة { $percent }
figures-same = كما كان حينها
figures-none = لا شيء
figures-sales = المبيعات
figures-orders = الطلبات
figures-basket = متوسط الطلب
figures-preparation = التحضير
figures-lost = لم تكتمل
figures-tips = ومعها { $amount } إكراميات
figures-open = { $count ->
    [zero] لا شيء قيد التنفيذ
    [one] واحد قيد التنفيذ
    [two] اثنان قيد التنفيذ
    [few] { $count } قيد التنفيذ
    [many] { $count } قيد التنفيذ
   *[other] { $count } قيد التنفيذ
}
figures-rejected = { $count ->
    [zero] لا مرفوض
    [one] واحد مرفوض
    [two] اثنان مرفوضان
    [few] { $count } مرفوضة
    [many] { $count } مرفوضًا
   *[other] { $count } مرفوض
}
figures-expired = { $count ->
    [zero] لا شيء فات وقته
    [one] واحد لم يُقبل في الوقت
    [two] اثنان لم يُقبلا في الوقت
    [few] { $count } لم تُقبل في الوقت
    [many] { $count } لم تُقبل في الوقت
   *[other] { $count } لم تُقبل في الوقت
}
figures-cancelled = { $count ->
    [zero] لا ملغى
    [one] واحد ملغى
    [two] اثنان ملغيان
    [few] { $count } ملغاة
    [many] { $count } ملغى
   *[other] { $count } ملغى
}
figures-count = { $count ->
    [zero] لا طلبات
    [one] طلب واحد
    [two] طلبان
    [few] { $count } طلبات
    [many] { $count } طلبًا
   *[other] { $count } طلب
}
figures-by-hour = حسب الساعة
figures-by-hour-all = حسب ساعات اليوم
figures-by-day = حسب اليوم
figures-measured = ما يُعرض
figures-time = الوقت
figures-date = اليوم
figures-dishes = الأصناف
figures-dishes-text = ما بيع في الطلبات التي قبلتها، قبل الخصومات.
figures-dishes-none = لم يُبع أي صنف.
figures-dishes-all = { $count ->
    [zero] اعرض كل الأصناف
    [one] اعرض الصنف الوحيد
    [two] اعرض الصنفين
    [few] اعرض كل الأصناف الـ{ $count }
    [many] اعرض كل الأصناف الـ{ $count }
   *[other] اعرض كل الأصناف الـ{ $count }
}
figures-dishes-less = اعرض أقل
figures-dish = الصنف
figures-portions = الحصص
figures-quiet-today = لا طلبات اليوم بعد
figures-quiet-day = لا طلبات في هذا اليوم
figures-quiet-days = لا طلبات في هذه الأيام
figures-quiet-text = ما إن يطلب الضيوف يظهر ذلك هنا.
figures-quiet-before = { $days }: { $count ->
    [zero] لا طلبات.
    [one] طلب واحد بمبلغ { $amount }.
    [two] طلبان بمبلغ { $amount }.
    [few] { $count } طلبات بمبلغ { $amount }.
    [many] { $count } طلبًا بمبلغ { $amount }.
   *[other] { $count } طلب بمبلغ { $amount }.
}

branches-title = كل المطاعم
branches-link = أرقام كل المطاعم
branches-text = كل مطعم تديره، كلٌّ بتوقيته.
branches-none = لا مطعم آخر للمقارنة
branches-none-text = تظهر هنا أرقام عدة مطاعم لمن يملك أو يدير أكثر من واحد.
branches-total = المجموع
branches-restaurants = { $count ->
    [zero] لا مطاعم
    [one] مطعم واحد
    [two] مطعمان
    [few] { $count } مطاعم
    [many] { $count } مطعمًا
   *[other] { $count } مطعم
}
branches-basket = { $amount } للطلب
branches-failed = تعذّر التحميل
branches-again = حاول مجددًا
branches-switch = المطاعم
branches-here = أنت هنا
