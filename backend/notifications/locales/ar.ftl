welcome-title = مرحبًا بك في FoodWala يا { $name }
welcome-text = حسابك جاهز. ابحث عن مطعم قريب منك واطلب متى شعرت بالجوع.

order-payment-failed-title = تعذّر دفع ثمن الطلب { $number }
order-payment-failed-text = لم يصل الطلب إلى { $restaurant }. يمكنك الطلب من جديد في أي وقت.

order-scheduled-title = تمت جدولة طلبك من { $restaurant }
order-scheduled-text = سيصل الطلب { $number } إلى المطبخ بما يناسب الوقت الذي اخترته.

order-placed-title = وصل طلبك إلى { $restaurant }
order-placed-text = سنخبرك فور قبول الطلب { $number }.

order-accepted-title = قبل { $restaurant } طلبك
order-accepted-text = { $minutes ->
    [0] الطلب { $number } متوقع في أي لحظة.
    [one] الطلب { $number } متوقع خلال دقيقة واحدة تقريبًا.
    [two] الطلب { $number } متوقع خلال دقيقتين تقريبًا.
    [few] الطلب { $number } متوقع خلال { $minutes } دقائق تقريبًا.
    [many] الطلب { $number } متوقع خلال { $minutes } دقيقة تقريبًا.
   *[other] الطلب { $number } متوقع خلال { $minutes } دقيقة تقريبًا.
}

order-rejected-title = لا يستطيع { $restaurant } تلبية طلبك
order-rejected-text = لم يُقبل الطلب { $number }. يمكنك الطلب من مطعم آخر.

order-expired-title = لم يردّ { $restaurant } في الوقت المحدد
order-expired-text = أُلغي الطلب { $number } لأن أحدًا لم يقبله. يمكنك الطلب من مطعم آخر.

order-delayed-title = يحتاج طلبك من { $restaurant } إلى وقت أطول قليلًا
order-delayed-text = { $minutes ->
    [0] الطلب { $number } متوقع في أي لحظة.
    [one] الطلب { $number } متوقع الآن خلال دقيقة واحدة تقريبًا.
    [two] الطلب { $number } متوقع الآن خلال دقيقتين تقريبًا.
    [few] الطلب { $number } متوقع الآن خلال { $minutes } دقائق تقريبًا.
    [many] الطلب { $number } متوقع الآن خلال { $minutes } دقيقة تقريبًا.
   *[other] الطلب { $number } متوقع الآن خلال { $minutes } دقيقة تقريبًا.
}

order-started-title = بدأ الطهي في { $restaurant }
order-started-text = يجري تحضير الطلب { $number }.

order-ready-title = طعامك جاهز في { $restaurant }
order-ready-text = { $fulfilment ->
    [pickup] يمكنك استلام الطلب { $number } الآن.
   *[delivery] الطلب { $number } في انتظار المندوب.
}

order-dispatched-title = طعامك في الطريق
order-dispatched-text = غادر المندوب { $restaurant } ومعه الطلب { $number }.

order-delivered-title = بالهناء والشفاء
order-delivered-text = تم توصيل الطلب { $number } من { $restaurant }.

order-collected-title = بالهناء والشفاء
order-collected-text = تم استلام الطلب { $number } من { $restaurant }.

order-cancelled-title = أُلغي طلبك من { $restaurant }
order-cancelled-text = لن يُحضَّر الطلب { $number }.

reason-given = السبب المذكور: { $reason }

delivery-assigned-title = توصيلة لك من { $restaurant }
delivery-assigned-text = يُرجى استلام الطلب { $number } من { $restaurant }.

mail-greeting = مرحبًا { $name }،
mail-closing = فريق FoodWala

reset-subject = تعيين كلمة مرور جديدة في FoodWala
reset-intro = طلب أحدهم، وغالبًا أنت، كلمة مرور جديدة لهذا الحساب. افتح هذا الرابط لتعيينها:
reset-validity = { $minutes ->
    [one] يعمل الرابط مرة واحدة لمدة دقيقة واحدة.
    [two] يعمل الرابط مرة واحدة لمدة دقيقتين.
    [few] يعمل الرابط مرة واحدة لمدة { $minutes } دقائق.
    [many] يعمل الرابط مرة واحدة لمدة { $minutes } دقيقة.
   *[other] يعمل الرابط مرة واحدة لمدة { $minutes } دقيقة.
}
reset-ignore = إن لم تكن أنت من طلب ذلك فتجاهل هذه الرسالة، وستبقى كلمة مرورك كما هي.

receipt-subject = طلبك { $number } من { $restaurant }
receipt-intro = شكرًا لطلبك من { $restaurant }. هذا إيصالك.
receipt-order = الطلب { $number }
receipt-count = { $count ->
    [one] صنف واحد
    [two] صنفان
    [few] { $count } أصناف
    [many] { $count } صنفًا
   *[other] { $count } صنف
}
receipt-line = { $quantity } × { $name }: { $amount }
receipt-charge = { $label }: { $amount }
receipt-charge-included = { $label }: { $amount } (مشمول)
receipt-total = المجموع: { $amount }
receipt-paid-cash = الدفع نقدًا
receipt-paid-card = تم الدفع بالبطاقة

charge-items = الأطباق
charge-packaging = التغليف
charge-delivery = التوصيل
charge-discount = خصم
charge-discount-code = خصم ({ $code })
charge-tax = الضريبة
charge-tax-rate = الضريبة { $rate }%
charge-tip = إكرامية
