way-reviews = समीक्षाएँ
ratings-title = समीक्षाएँ
ratings-filter = कौन सी समीक्षाएँ
ratings-all = सभी
ratings-unanswered = बिना जवाब
ratings-low = तीन तारे या कम
ratings-none = अभी कोई समीक्षा नहीं
ratings-none-text = ऑर्डर मिलने के बाद ग्राहक उसकी समीक्षा कर सकते हैं। वे जो लिखेंगे, यहाँ दिखेगा।
ratings-filter-none = यहाँ दिखाने को कुछ नहीं
ratings-filter-all = ऐसी कोई समीक्षा नहीं है।
ratings-filter-more = { $count ->
    [one] सबसे नई समीक्षा ऐसी नहीं है।
   *[other] सबसे नई { $count } समीक्षाओं में ऐसी कोई नहीं।
}
ratings-further = पुरानी देखें
ratings-count = { $count ->
    [one] एक समीक्षा
   *[other] { $count } समीक्षाएँ
}
ratings-of-all = सभी समीक्षाओं में
ratings-of-latest = { $count ->
    [one] सबसे नई समीक्षा में
   *[other] सबसे नई { $count } समीक्षाओं में
}
ratings-open = { $count ->
    [0] सबका जवाब दिया जा चुका है।
    [one] एक बिना जवाब है।
   *[other] { $count } बिना जवाब हैं।
}
ratings-former-guest = एक पुराने ग्राहक
ratings-order = ऑर्डर
ratings-order-label = { $name } का ऑर्डर
ratings-answer = जवाब दें
ratings-answer-label = { $name } को जवाब दें
ratings-answer-hint = समीक्षा के नीचे, आपके रेस्टोरेंट के नाम से सब इसे पढ़ेंगे।
ratings-publish = प्रकाशित करें
ratings-published = प्रकाशित। सब इसे पढ़ सकते हैं।
ratings-sending = प्रकाशित हो रहा है …
ratings-your-answer = आपका जवाब
ratings-edit = बदलें
ratings-edit-label = { $name } को दिया जवाब बदलें
ratings-remove = वापस लें
ratings-remove-label = { $name } को दिया जवाब वापस लें
ratings-removed = आपका जवाब वापस ले लिया गया।
ratings-undo = फिर से रखें
ratings-reply-missing = कृपया कुछ लिखें।
ratings-reply-long = कृपया ज़्यादा से ज़्यादा 1000 अक्षर लिखें।
ratings-reply-refused = ये शब्द स्वीकार नहीं हुए। कृपया 1 से 1000 अक्षर लिखें।
ratings-overtaken = इस बीच किसी और ने जवाब दे दिया
ratings-overtaken-text = उनका जवाब ऊपर है। आपका उसकी जगह ले लेगा।
ratings-overtaken-removed = जो जवाब आप वापस लेना चाहते थे, वह बदल चुका है। एक बार फिर देखें।
ratings-replace = उनका बदलें
ratings-keep-theirs = उनका रखें
ratings-gone = यह समीक्षा अब नहीं है
ratings-gone-text = अब इसका जवाब नहीं दिया जा सकता।
