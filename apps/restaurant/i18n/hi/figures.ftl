way-figures = आँकड़े
figures-title = आँकड़े
figures-locked = आँकड़े मालिकों और मैनेजरों के लिए हैं
figures-locked-text = अगर आपको ये देखने चाहिए, तो मालिक से कहें कि आपको मैनेजर बनाएँ।
figures-zone = { $zone } का समय
figures-as-of = { $time } तक
figures-refresh = फिर देखें
figures-period = दिन
period-today = आज
period-yesterday = कल
period-week = 7 दिन
period-month = 30 दिन
period-own = दूसरे दिन
figures-own-from = पहला दिन
figures-own-to = आख़िरी दिन
figures-own-show = दिखाएँ
figures-own-missing = कृपया एक दिन चुनें।
figures-own-future = यह दिन अभी आना बाक़ी है।
figures-own-backwards = आख़िरी दिन पहले दिन से पहले है।
figures-own-refused = एक साथ बहुत ज़्यादा दिन
figures-own-refused-text = कृपया कम दिन चुनें, जैसे ज़्यादा से ज़्यादा तीन महीने।
figures-day = { $weekday }, { $date }
figures-days = { $from } – { $to }
figures-hour = { $from } – { $to }
figures-against = { $days } से तुलना
figures-against-until = { $days } से तुलना, दोनों { $time } तक
figures-against-nothing = { $days } में तुलना के लिए कोई ऑर्डर नहीं।
figures-against-failed = जिनसे तुलना होनी थी, वे आँकड़े लोड नहीं हुए।
figures-then = तब { $then }
figures-then-until = { $time } तक { $now }, तब { $then }
figures-percent = { $percent }%
figures-more = { $percent } ज़्यादा
figures-less = { $percent } कम
figures-same = तब जितना ही
figures-none = कोई नहीं
figures-sales = बिक्री
figures-orders = ऑर्डर
figures-basket = औसत ऑर्डर
figures-preparation = तैयारी
figures-lost = पूरे नहीं हुए
figures-tips = और टिप में { $amount }
figures-open = { $count ->
    [one] एक अभी चल रहा है
   *[other] { $count } अभी चल रहे हैं
}
figures-rejected = { $count ->
    [one] एक मना किया
   *[other] { $count } मना किए
}
figures-expired = { $count ->
    [one] एक समय पर नहीं लिया
   *[other] { $count } समय पर नहीं लिए
}
figures-cancelled = { $count ->
    [one] एक रद्द
   *[other] { $count } रद्द
}
figures-count = { $count ->
    [one] { $count } ऑर्डर
   *[other] { $count } ऑर्डर
}
figures-by-hour = घंटे के हिसाब से
figures-by-hour-all = दिन के घंटों के हिसाब से
figures-by-day = दिन के हिसाब से
figures-measured = क्या दिखे
figures-time = समय
figures-date = दिन
figures-dishes = व्यंजन
figures-dishes-text = आपके लिए हुए ऑर्डर में क्या बिका, छूट से पहले।
figures-dishes-none = कोई व्यंजन नहीं बिका।
figures-dishes-all = { $count ->
    [one] वह एक व्यंजन दिखाएँ
   *[other] सभी { $count } व्यंजन दिखाएँ
}
figures-dishes-less = कम दिखाएँ
figures-dish = व्यंजन
figures-portions = प्लेट
figures-quiet-today = आज अभी कोई ऑर्डर नहीं
figures-quiet-day = इस दिन कोई ऑर्डर नहीं
figures-quiet-days = इन दिनों कोई ऑर्डर नहीं
figures-quiet-text = ग्राहक ऑर्डर करते ही यहाँ दिखेगा।
figures-quiet-before = { $days }: { $count ->
    [one] एक ऑर्डर, { $amount }।
   *[other] { $count } ऑर्डर, { $amount }।
}

branches-title = सभी रेस्टोरेंट
branches-link = सभी रेस्टोरेंट के आँकड़े
branches-text = हर रेस्टोरेंट जो आप चलाते हैं, अपने-अपने समय से।
branches-none = तुलना के लिए कोई दूसरा रेस्टोरेंट नहीं
branches-none-text = जिनके पास एक से ज़्यादा रेस्टोरेंट हैं, उन्हें यहाँ सबके आँकड़े दिखते हैं।
branches-total = कुल मिलाकर
branches-restaurants = { $count ->
    [one] एक रेस्टोरेंट
   *[other] { $count } रेस्टोरेंट
}
branches-basket = हर ऑर्डर { $amount }
branches-failed = लोड नहीं हो सका
branches-again = फिर कोशिश करें
branches-switch = रेस्टोरेंट
branches-here = आप यहाँ हैं
