welcome-title = FoodWala में आपका स्वागत है, { $name }
welcome-text = आपका खाता तैयार है। अपने पास का रेस्टोरेंट खोजें और जब भूख लगे तब ऑर्डर करें।

order-payment-failed-title = ऑर्डर { $number } का भुगतान विफल रहा
order-payment-failed-text = ऑर्डर { $restaurant } तक नहीं पहुँचा। आप कभी भी फिर से ऑर्डर कर सकते हैं।

order-scheduled-title = { $restaurant } में आपका ऑर्डर तय समय के लिए दर्ज हो गया
order-scheduled-text = ऑर्डर { $number } आपके चुने हुए समय के हिसाब से रसोई में भेजा जाएगा।

order-placed-title = { $restaurant } को आपका ऑर्डर मिल गया
order-placed-text = ऑर्डर { $number } स्वीकार होते ही हम आपको बताएँगे।

order-accepted-title = { $restaurant } ने आपका ऑर्डर स्वीकार कर लिया
order-accepted-text = { $minutes ->
    [0] ऑर्डर { $number } किसी भी पल तैयार मिल सकता है।
    [one] ऑर्डर { $number } लगभग एक मिनट में मिलने की उम्मीद है।
   *[other] ऑर्डर { $number } लगभग { $minutes } मिनट में मिलने की उम्मीद है।
}

order-rejected-title = { $restaurant } आपका ऑर्डर नहीं ले सकता
order-rejected-text = ऑर्डर { $number } स्वीकार नहीं हुआ। आप कहीं और से ऑर्डर कर सकते हैं।

order-expired-title = { $restaurant } ने समय पर जवाब नहीं दिया
order-expired-text = ऑर्डर { $number } किसी ने स्वीकार नहीं किया, इसलिए उसे रद्द कर दिया गया। आप कहीं और से ऑर्डर कर सकते हैं।

order-delayed-title = { $restaurant } से आपके ऑर्डर में थोड़ा और समय लगेगा
order-delayed-text = { $minutes ->
    [0] ऑर्डर { $number } किसी भी पल तैयार मिल सकता है।
    [one] ऑर्डर { $number } अब लगभग एक मिनट में मिलने की उम्मीद है।
   *[other] ऑर्डर { $number } अब लगभग { $minutes } मिनट में मिलने की उम्मीद है।
}

order-started-title = { $restaurant } में खाना बन रहा है
order-started-text = ऑर्डर { $number } तैयार किया जा रहा है।

order-ready-title = { $restaurant } में आपका खाना तैयार है
order-ready-text = { $fulfilment ->
    [pickup] आप ऑर्डर { $number } अभी ले जा सकते हैं।
   *[delivery] ऑर्डर { $number } कूरियर की प्रतीक्षा में है।
}

order-dispatched-title = आपका खाना रास्ते में है
order-dispatched-text = कूरियर ऑर्डर { $number } लेकर { $restaurant } से निकल चुका है।

order-delivered-title = खाने का आनंद लें
order-delivered-text = { $restaurant } से ऑर्डर { $number } पहुँचा दिया गया।

order-collected-title = खाने का आनंद लें
order-collected-text = ऑर्डर { $number } { $restaurant } से ले लिया गया।

order-cancelled-title = { $restaurant } में आपका ऑर्डर रद्द हो गया
order-cancelled-text = ऑर्डर { $number } अब नहीं बनाया जाएगा।

reason-given = बताया गया कारण: { $reason }

delivery-assigned-title = { $restaurant } से आपके लिए एक डिलीवरी
delivery-assigned-text = कृपया { $restaurant } से ऑर्डर { $number } ले लें।

mail-greeting = नमस्ते { $name },
mail-closing = आपकी FoodWala टीम

reset-subject = FoodWala का नया पासवर्ड बनाएँ
reset-intro = किसी ने, शायद आपने ही, इस खाते के लिए नया पासवर्ड माँगा है। नया पासवर्ड बनाने के लिए यह लिंक खोलें:
reset-validity = { $minutes ->
    [one] यह लिंक एक मिनट तक और केवल एक बार काम करता है।
   *[other] यह लिंक { $minutes } मिनट तक और केवल एक बार काम करता है।
}
reset-ignore = अगर यह आपने नहीं माँगा, तो इस संदेश को अनदेखा करें; आपका पासवर्ड वही रहेगा।

receipt-subject = { $restaurant } में आपका ऑर्डर { $number }
receipt-intro = { $restaurant } में ऑर्डर करने के लिए धन्यवाद। यह आपकी रसीद है।
receipt-order = ऑर्डर { $number }
receipt-count = { $count ->
    [one] एक व्यंजन
   *[other] { $count } व्यंजन
}
receipt-line = { $quantity } × { $name }: { $amount }
receipt-charge = { $label }: { $amount }
receipt-charge-included = { $label }: { $amount } (शामिल)
receipt-total = कुल: { $amount }
receipt-paid-cash = भुगतान नकद में
receipt-paid-card = भुगतान कार्ड से हो गया

charge-items = व्यंजन
charge-packaging = पैकेजिंग
charge-delivery = डिलीवरी
charge-discount = छूट
charge-discount-code = छूट ({ $code })
charge-tax = कर
charge-tax-rate = कर { $rate }%
charge-tip = टिप
