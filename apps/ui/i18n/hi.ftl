ui-language = भाषा
ui-language-missing = { $language } के पाठ नहीं मिल पाए। क्या आप ऑफ़लाइन हैं?
ui-theme = रूप-रंग
ui-theme-system = डिवाइस जैसा
ui-theme-light = हल्का
ui-theme-dark = गहरा

ui-close = बंद करें
ui-back = वापस
ui-retry = फिर कोशिश करें
ui-cancel = रहने दें
ui-dismiss = हटाएँ
ui-loading = लोड हो रहा है
ui-optional = वैकल्पिक
ui-show-password = पासवर्ड दिखाएँ
ui-hide-password = पासवर्ड छिपाएँ
ui-clear = मिटाएँ
ui-more = और दिखाएँ
ui-less = कम दिखाएँ
ui-notices = सूचनाएँ
ui-skip = सीधे मुख्य भाग पर जाएँ
ui-breadcrumb = आप यहाँ हैं
ui-decrease = एक कम: { $label }
ui-increase = एक और: { $label }
ui-characters = { $limit } में से { $used } अक्षर
ui-step-done = हो गया
ui-step-current = अभी
ui-step-next = बाकी है
ui-step-failed = नहीं हो सका
ui-old-price = पहले: { $price }
ui-new-price = अब: { $price }
ui-time-left = { $time } बाकी

ui-sign-in-wrong = यह काम नहीं आया
ui-sign-in-wrong-text = ई-मेल और पासवर्ड मेल नहीं खाते। कृपया दोनों जाँचें और फिर कोशिश करें।
ui-email = ई-मेल
ui-email-missing = कृपया अपना ई-मेल पता लिखें।
ui-password = पासवर्ड
ui-password-missing = कृपया पासवर्ड लिखें।

ui-stars = 5 में से { $stars } सितारे
ui-stars-count = { $count ->
    [one] 5 में से { $stars } सितारे, { $count } समीक्षा
   *[other] 5 में से { $stars } सितारे, { $count } समीक्षाएँ
}
ui-star = { $count ->
    [one] { $count } सितारा
   *[other] { $count } सितारे
}
ui-no-stars = अभी कोई समीक्षा नहीं

ui-when = कब
ui-asap = जितनी जल्दी हो सके
ui-asap-at = लगभग { $time } तक पहुँचेगा
ui-asap-ready = लगभग { $time } तक तैयार
ui-asap-closed = अभी संभव नहीं
ui-later = अपने चुने समय पर
ui-later-hint = आज या अगले दिनों में
ui-day = दिन
ui-time = समय

ui-map-home = डिलीवरी का पता
ui-map-restaurant = रेस्तराँ
ui-map-courier = डिलीवरी पार्टनर

ui-now = अभी-अभी
ui-minutes-ago = { $count ->
    [one] { $count } मिनट पहले
   *[other] { $count } मिनट पहले
}
ui-in-minutes = { $count ->
    [one] { $count } मिनट में
   *[other] { $count } मिनट में
}
ui-hours-ago = { $count ->
    [one] { $count } घंटा पहले
   *[other] { $count } घंटे पहले
}
ui-in-hours = { $count ->
    [one] { $count } घंटे में
   *[other] { $count } घंटों में
}
ui-days-ago = { $count ->
    [one] { $count } दिन पहले
   *[other] { $count } दिन पहले
}
ui-in-days = { $count ->
    [one] { $count } दिन में
   *[other] { $count } दिनों में
}
ui-tomorrow-at = कल, { $time }
ui-yesterday-at = बीता कल, { $time }
ui-day-at = { $day }, { $time }
ui-minutes = { $minutes } मि॰
ui-hours = { $hours } घं॰
ui-hours-minutes = { $hours } घं॰ { $minutes } मि॰
ui-minutes-range = { $from }–{ $to } मि॰
ui-metres = { $distance } मी॰
ui-kilometres = { $distance } कि॰मी॰
ui-list-comma = {", "}
ui-list-end = { $first } और { $last }

ui-failed-offline = आप ऑफ़लाइन हैं
ui-failed-offline-text = हम FoodWala तक नहीं पहुँच पा रहे हैं। अपना कनेक्शन जाँचें और फिर कोशिश करें।
ui-failed-busy = ज़रा धीरे
ui-failed-busy-text = { $seconds ->
    [0] कृपया थोड़ी देर में फिर कोशिश करें।
    [one] कृपया { $seconds } सेकंड बाद फिर कोशिश करें।
   *[other] कृपया { $seconds } सेकंड बाद फिर कोशिश करें।
}
ui-failed-session = कृपया फिर से साइन इन करें
ui-failed-session-text = आपका सत्र समाप्त हो गया है। आपका भरा हुआ कुछ भी नहीं खोया है।
ui-failed-not-found = यह हमें नहीं मिला
ui-failed-not-found-text = शायद यह कहीं और चला गया है, या यह आपके देखने के लिए नहीं है।
ui-failed-server = हमारी ओर कुछ गड़बड़ हुई
ui-failed-server-text = इसमें आपकी कोई गलती नहीं है। थोड़ी देर में फिर कोशिश करें।
ui-failed-refused = यह नहीं हो सका
ui-outdated = नया संस्करण तैयार है
ui-outdated-text = आगे बढ़ने के लिए उसे लोड करें।
ui-outdated-load = लोड करें
ui-request-id = मदद माँगते समय यह बताएँ: { $id }
ui-sign-in = साइन इन करें
ui-go-home = शुरुआत पर लौटें

ui-refused-validation_failed = कुछ जानकारी ठीक नहीं है। कृपया जाँच लें।
ui-refused-forbidden = आपको इसकी अनुमति नहीं है।
ui-refused-invalid_credentials = ई-मेल या पासवर्ड गलत है।
ui-refused-invalid_reset_token = यह लिंक अब मान्य नहीं है। नया लिंक मँगाएँ।
ui-refused-email_taken = इस ई-मेल से पहले ही एक खाता है।
ui-refused-request_in_progress = आपका पिछला अनुरोध अभी चल रहा है।
ui-refused-restaurant_closed = उस समय रेस्तराँ बंद है।
ui-refused-restaurant_paused = रेस्तराँ अभी ऑर्डर नहीं ले रहा है।
ui-refused-price_changed = कीमत बदल गई है। कृपया नया कुल देख लें।
ui-refused-item_sold_out = एक व्यंजन अभी-अभी ख़त्म हो गया।
ui-refused-item_not_on_menu = एक व्यंजन अब मेन्यू में नहीं है।
ui-refused-invalid_options = किसी व्यंजन के विकल्प अब मेल नहीं खाते।
ui-refused-out_of_delivery_area = रेस्तराँ आपके पते पर डिलीवरी नहीं करता।
ui-refused-below_minimum_order = ऑर्डर रेस्तराँ की न्यूनतम राशि से कम है।
ui-refused-fulfilment_not_offered = रेस्तराँ यह सुविधा नहीं देता।
ui-refused-promo_not_applicable = यह कोड आपके ऑर्डर पर लागू नहीं होता।
ui-refused-payment_method_not_offered = रेस्तराँ इस तरह भुगतान नहीं लेता।
ui-refused-invalid_schedule = रेस्तराँ इस समय तक नहीं दे सकता।
ui-refused-transition_refused = अब देर हो गई: ऑर्डर आगे बढ़ चुका है।
ui-refused-already_reviewed = आप इस ऑर्डर की समीक्षा कर चुके हैं।
ui-refused-other = प्लेटफ़ॉर्म ने इसे स्वीकार नहीं किया।

ui-platform = इससे जुड़ा है
ui-platform-other = दूसरा FoodWala चुनें
