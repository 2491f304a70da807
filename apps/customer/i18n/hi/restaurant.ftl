restaurant-title = रेस्तराँ
restaurant-opens-at = { $time } खुलेगा
restaurant-around-the-clock = 24 घंटे खुला
restaurant-closed = बंद
restaurant-order-ahead = आप अभी टोकरी भर सकते हैं और बाद के लिए ऑर्डर कर सकते हैं।
restaurant-closes-soon = { $time } बजे बंद होगा
restaurant-paused = अभी ऑर्डर नहीं ले रहा
restaurant-paused-until = { $time } फिर शुरू।
restaurant-takes-nothing = यह रेस्तराँ फ़िलहाल ऑर्डर नहीं लेता।
restaurant-no-place = डिलीवरी का समय और शुल्क देखने के लिए अपना पता चुनें।
restaurant-too-far = यह आपके पते पर डिलीवरी नहीं करता।
restaurant-too-far-pickup = यह आपके पते पर डिलीवरी नहीं करता, पर आप ख़ुद ले सकते हैं।
restaurant-minimum = न्यूनतम { $amount }
restaurant-free-from = { $amount } से मुफ़्त
restaurant-reviews-open = समीक्षाएँ पढ़ें
restaurant-about = समय और जानकारी
restaurant-share = साझा करें
restaurant-link-copied = लिंक आपके क्लिपबोर्ड पर है।
restaurant-not-shared = आपका डिवाइस इसे साझा नहीं कर सकता।
restaurant-sections = मेन्यू के हिस्से
restaurant-find = मेन्यू में खोजें
restaurant-diets = किसके लिए ठीक
restaurant-found = { $count ->
    [one] { $count } व्यंजन
   *[other] { $count } व्यंजन
}
restaurant-none-title = ऐसा कोई व्यंजन नहीं
restaurant-none-text = कोई और शब्द आज़माएँ, या पूरा मेन्यू देखें।
restaurant-everything = सब दिखाएँ
restaurant-from = शुरुआती क़ीमत
restaurant-in-basket = टोकरी में { $count }
restaurant-sold-out = ख़त्म
restaurant-sold-out-until = ख़त्म, { $time } फिर मिलेगा
restaurant-few-left = { $count ->
    [one] केवल { $count } बचा
   *[other] केवल { $count } बचे
}
restaurant-hours = खुलने का समय
restaurant-address = पता
restaurant-reviews = समीक्षाएँ
restaurant-no-reviews = अभी तक किसी ने समीक्षा नहीं लिखी।
restaurant-reply = रेस्टोरेंट का जवाब
restaurant-former-guest = एक पुराने मेहमान
restaurant-more-reviews = और समीक्षाएँ
item-add = { $count ->
    [one] जोड़ें
   *[other] { $count } जोड़ें
}
item-change = सहेजें
item-added = { $name } आपकी टोकरी में है
item-note = रसोई के लिए सूचना
item-note-hint = एलर्जी के बारे में सीधे रेस्तराँ को बताना सबसे अच्छा है।
item-choose-exactly = { $count } चुनें
item-choose-up-to = ज़्यादा से ज़्यादा { $count } चुनें
item-choose-between = { $min } से { $max } चुनें
item-required = ज़रूरी
item-missing = कृपया चुनें
