board-title = ऑर्डर
board-title-new = { $count ->
    [one] ({ $count }) नया ऑर्डर
   *[other] ({ $count }) नए ऑर्डर
}
board-columns = कॉलम
column-new = नए
column-preparing = बन रहे
column-ready = तैयार
column-on_the_way = रास्ते में
column-new-empty = कुछ नया नहीं। नए ऑर्डर यहाँ बजेंगे।
column-preparing-empty = चूल्हे पर कुछ नहीं।
column-ready-empty = ले जाने के लिए कुछ नहीं।
column-on_the_way-empty = रास्ते में कोई नहीं।
column-ahead = { $count ->
    [one] { $count } पहले से ऑर्डर
   *[other] { $count } पहले से ऑर्डर
}

status-payment_pending = भुगतान की प्रतीक्षा
status-payment_failed = भुगतान विफल
status-scheduled = पहले से ऑर्डर
status-placed = नया
status-accepted = स्वीकार किया
status-preparing = बन रहा है
status-ready = तैयार
status-out_for_delivery = रास्ते में
status-delivered = पहुँचाया
status-collected = ले लिया गया
status-rejected = अस्वीकार
status-expired = समय पर नहीं लिया
status-cancelled = रद्द

action-accept = स्वीकार करें
action-reject = अस्वीकार
action-delay = और समय
action-start = पकाना शुरू
action-ready = तैयार
action-dispatch = डिलीवरी को दें
action-deliver = पहुँचाया
action-collect = ले लिया
action-cancel = ऑर्डर रद्द करें
action-other = बदलें

card-label = { $name } का ऑर्डर { $number }
card-more = { $number } के बारे में और
card-reject = { $number } अस्वीकार करें
card-not-started = शुरू नहीं
due-left = { $minutes ->
    [one] एक मिनट बाक़ी
   *[other] { $minutes } मिनट बाक़ी
}
due-late = { $minutes ->
    [one] एक मिनट देर
   *[other] { $minutes } मिनट देर
}
order-delivery = डिलीवरी
order-pickup = पिकअप
order-paid = कार्ड से भुगतान
order-cash = नक़द: { $amount }
order-ahead = पहले से ऑर्डर
pending-held = { $action }: नेटवर्क की प्रतीक्षा
pending-sent = { $action } …
pending-refused = { $action } संभव नहीं था: ऑर्डर “{ $status }” है।

conflicts-label = आपका ध्यान चाहिए
conflict-cancelled = { $number } रद्द हो गया
conflict-expired = { $number } समय पर नहीं लिया गया
conflict-stop = इसे न पकाएँ: { $dishes }
conflict-refused = { $number }: “{ $action }” नहीं हुआ
conflict-dropped = { $number }: “{ $action }” नहीं भेजा गया
conflict-dropped-text = इससे पहले का क़दम अस्वीकार हुआ। कार्ड बताता है कि ऑर्डर असल में कहाँ है।
queue-refused-ended = ऑर्डर अब “{ $status }” है।
queue-refused-status = ऑर्डर अब “{ $status }” है। कार्ड असली स्थिति दिखाता है।
queue-refused-moved = ऑर्डर इस बीच आगे बढ़ गया। कार्ड असली स्थिति दिखाता है।
queue-refused-courier = यह डिलीवरी वाला अब स्टाफ़ में नहीं है।
queue-refused-forbidden = आप अब यह नहीं कर सकते।
queue-refused-gone = यह ऑर्डर इस बोर्ड पर नहीं है।
queue-refused-invalid = कोई विवरण सही नहीं है। दूसरे से कोशिश करें।
queue-refused-other = प्लेटफ़ॉर्म ने इसे स्वीकार नहीं किया।

accept-title = { $number } स्वीकार करें
accept-text = कितने मिनट में तैयार होगा?
accept-confirm = स्वीकार करें
delay-title = { $number } के लिए और समय
delay-text = कितने मिनट और? ग्राहक को बताया जाएगा।
delay-confirm = ग्राहक को बताएँ
minutes-label = मिनट
minutes-unit = मिनट
reject-title = { $number } अस्वीकार करें
reject-confirm = ऑर्डर अस्वीकार करें
reject-sold-out = क्या ख़त्म हो गया? वह तुरंत मेन्यू से हट जाएगा।
cancel-title = { $number } रद्द करें
cancel-confirm = ऑर्डर रद्द करें
reason-label = कारण
reason-text = ग्राहक यह कारण पढ़ेगा।
reason-sold_out = कुछ ख़त्म हो गया है
reason-busy = अभी बहुत सारे ऑर्डर हैं
reason-closing = हम बंद करने वाले हैं
reason-no_courier = हमारे पास डिलीवरी वाला नहीं है
reason-other = अपने शब्दों में
reason-words = ग्राहक क्या पढ़ेगा
reason-missing = कृपया कारण बताएँ।
dispatch-title = { $number } सौंपें
dispatch-text = कौन ले जाएगा? चुना गया व्यक्ति इसे अपने फ़ोन पर देखेगा।
dispatch-label = डिलीवरी
dispatch-nobody = हम में से कोई
dispatch-confirm = यह रास्ते में है
more-title = ऑर्डर { $number }
more-details = विवरण और पर्ची
more-call = { $name } को कॉल करें

order-title = ऑर्डर { $number }
order-guest = ग्राहक
order-history = क्या हुआ
order-print = पर्ची
order-print-do = छापें
order-roll = काग़ज़
roll-58 = 58 मिमी
roll-80 = 80 मिमी
paper-ordered = ऑर्डर { $time }
paper-due = देना है { $time }
paper-total = कुल
actor-customer = ग्राहक
actor-restaurant = रेस्टोरेंट
actor-admin = सहायता
actor-platform = प्लेटफ़ॉर्म
queue-refused-code_wrong = कोड ग़लत था। ग्राहक से फिर पूछें।
queue-refused-code_locked = बहुत बार ग़लत कोड। अब रेस्टोरेंट ही पहुँचाया बता सकता है।
queue-refused-code_required = ग्राहक का कोड चाहिए।
dispatch-carrying = { $count ->
    [one] एक ऑर्डर साथ है
   *[other] { $count } ऑर्डर साथ हैं
}
