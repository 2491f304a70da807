## Checkout

checkout-title = चेकआउट
checkout-gate = ऑर्डर करने के लिए साइन इन करें
checkout-summary = आपका ऑर्डर
checkout-empty = आपकी टोकरी खाली है
checkout-empty-text = पहले इसमें कुछ अच्छा डालें।
checkout-how = डिलीवरी या पिकअप
checkout-delivery = डिलीवरी
checkout-pickup = पिकअप
checkout-where = कहाँ
checkout-where-pickup = कहाँ से लेना है
checkout-no-address = अभी कोई पता नहीं। एक जोड़ें और डिलीवरी का शुल्क देखें।
checkout-address-missing = कृपया पता चुनें या जोड़ें।
checkout-address-invalid = इस पते पर डिलीवरी नहीं हो सकती। कृपया दरवाज़े की जगह जाँचें।
checkout-instructions = डिलीवरी करने वाले के लिए
checkout-contact = किसे फ़ोन करें
checkout-payment = भुगतान
checkout-pay-cash = नकद
checkout-pay-cash-delivery = दरवाज़े पर डिलीवरी करने वाले को
checkout-pay-cash-pickup = काउंटर पर
checkout-pay-card = कार्ड
checkout-pay-card-hint = भुगतान सेवा के अपने पेज पर; हम आपका कार्ड कभी नहीं देखते
checkout-tip = टिप
checkout-tip-text = पकाने और लाने वालों को मिलती है।
checkout-tip-none = नहीं
checkout-promo = प्रोमो कोड
checkout-promo-label = प्रोमो कोड
checkout-promo-use = लगाएँ
checkout-promo-drop = हटाएँ
checkout-promo-missing = कृपया पहले कोड लिखें।
checkout-promo-unknown = इस रेस्तराँ का ऐसा कोई कोड नहीं।
checkout-promo-refused = प्रोमो कोड काम नहीं करता
checkout-promo-minimum = यह { $amount } के व्यंजनों से काम करता है।
checkout-promo-used = इसका पूरा उपयोग हो चुका है।
checkout-promo-time = यह इस समय मान्य नहीं है।
checkout-promo-nothing = इससे कुछ कम नहीं हो सकता।
checkout-promo-without = इसके बिना ऑर्डर करें
checkout-note = रेस्तराँ के लिए
checkout-note-label = रसोई के लिए एक बात
checkout-note-hint = एलर्जी है? कृपया रेस्तराँ को फ़ोन भी करें।
checkout-place = ऑर्डर करें
checkout-place-card = ऑर्डर और भुगतान करें
checkout-once = दो बार दबाने से दो ऑर्डर नहीं होते।
checkout-change-basket = बदलें
checkout-price-needs-door = कीमत पते पर निर्भर है। पहले पता चुनें।
checkout-a-dish = एक व्यंजन
checkout-order-for-then = उस समय के लिए ऑर्डर करें
checkout-fetch-instead = खुद ले जाएँ
checkout-closed = रेस्तराँ बंद है
checkout-closed-until = फिर खुलेगा: { $time }। आप उस समय के लिए ऑर्डर कर सकते हैं।
checkout-closed-long = यह अगले दिनों में नहीं खुलेगा।
checkout-paused = रेस्तराँ अभी ऑर्डर नहीं ले रहा
checkout-paused-until = फिर शुरू: { $time }।
checkout-paused-text = रसोई बहुत व्यस्त है। थोड़ी देर बाद कोशिश करें।
checkout-schedule = यह समय संभव नहीं
checkout-schedule-nearest = सबसे नज़दीकी समय { $time } है।
checkout-schedule-text = कृपया दूसरा समय चुनें।
checkout-sold-out = { $dish } ख़त्म हो गया
checkout-sold-out-text = किसी ने पहले ले लिया। आपके बाकी ऑर्डर में कोई दिक्कत नहीं।
checkout-few-left =
    { $count ->
    [one] केवल एक परोसन बची है।
   *[other] केवल { $count } परोसन बची हैं।
    }
checkout-take-left =
    { $count ->
    [one] आख़िरी ले लें
   *[other] { $count } ले लें
    }
checkout-gone = { $dish } अब मेन्यू में नहीं है
checkout-gone-text = इस बीच रेस्तराँ ने मेन्यू बदल दिया है।
checkout-options = { $dish } के विकल्प बदल गए हैं
checkout-options-text = मेन्यू से फिर चुनें या छोड़ दें।
checkout-remove-dish = इसे हटाएँ
checkout-see-menu = मेन्यू देखें
checkout-outside = यह पता बहुत दूर है
checkout-outside-by = यह { $distance } दूर है; वे { $limit } तक जाते हैं।
checkout-outside-text = वे वहाँ डिलीवरी नहीं करते।
checkout-minimum = डिलीवरी के लिए कम है
checkout-minimum-missing = { $amount } और, फिर वे लाएँगे।
checkout-minimum-text = थोड़ा और जोड़ें या खुद ले जाएँ।
checkout-add-dishes = और व्यंजन जोड़ें
checkout-not-offered = रेस्तराँ यह नहीं देता
checkout-not-offered-text = खाना पाने का दूसरा तरीका चुनें।
checkout-payment-refused = भुगतान का यह तरीका उपलब्ध नहीं
checkout-payment-refused-text = रेस्तराँ लेता है:
checkout-restaurant-gone = यह रेस्तराँ अब यहाँ नहीं है
checkout-restaurant-gone-text = पास में और भी हैं।
checkout-sending = आपका ऑर्डर भेजा जा रहा है…
checkout-sending-text = कृपया एक पल रुकें।
checkout-offline = आप ऑफ़लाइन हैं
checkout-offline-text = कुछ नहीं भेजा गया। क्या कनेक्शन मिलते ही ऑर्डर अपने आप भेजा जाए? 20 मिनट बाद हम फिर पूछेंगे।
checkout-queue = ऑनलाइन होने पर भेजें
checkout-not-now = अभी नहीं
checkout-queued = आपका ऑर्डर कनेक्शन की प्रतीक्षा में है
checkout-queued-text = यह इस उपकरण पर है और ऑनलाइन होते ही भेजा जाएगा। तब तक आप इसे ऊपर देखेंगे।
checkout-unsure = हमें अभी नहीं पता कि आपका ऑर्डर पहुँचा या नहीं
checkout-unsure-text = जवाब रास्ते में खो गया। फिर भेजना सुरक्षित है: यह एक ही ऑर्डर रहेगा।
checkout-send-again = फिर भेजें
checkout-look = मेरे ऑर्डर देखें
checkout-abandon = कुछ बदलें
checkout-patience = कृपया एक पल
checkout-patience-text =
    { $seconds ->
    [one] अभी बहुत भीड़ है; कुछ ऑर्डर नहीं हुआ। एक सेकंड में फिर ऑर्डर करें।
   *[other] अभी बहुत भीड़ है; कुछ ऑर्डर नहीं हुआ। { $seconds } सेकंड में फिर ऑर्डर करें।
    }
checkout-changed = कीमत बदल गई है
checkout-changed-text = अभी कुछ ऑर्डर नहीं हुआ। अब इतनी कीमत है:
checkout-agree = { $amount } में ऑर्डर करें
checkout-decline = इस कीमत पर नहीं
checkout-bring-instead = इसके बजाय मँगवाएँ
