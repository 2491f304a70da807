shell-brand = FoodWala Kitchen
shell-page-title = { $title } · FoodWala Kitchen
shell-nav = स्क्रीन
shell-sign-out = साइन आउट

sign-in-title = अपने रेस्टोरेंट में साइन इन करें
sign-in-text = उस खाते से, जिसे आपके रेस्टोरेंट ने अपने स्टाफ़ में जोड़ा है।
sign-in-claim = हर ऑर्डर, समय पर, एक ही जगह से।

choose-title = आज आप कहाँ काम करेंगे?
choose-text = आप इन रेस्टोरेंट के स्टाफ़ में हैं।
choose-none = अभी कोई रेस्टोरेंट नहीं
choose-none-text = मालिक या मैनेजर से कहें कि आपके खाते के ई-मेल से आपको स्टाफ़ में जोड़ें।
choose-again = फिर देखें
place-none = आप यहाँ काम नहीं करते
place-none-text = शायद अब नहीं, या यह पता किसी दूसरे रेस्टोरेंट का है।
place-choose = रेस्टोरेंट चुनें
role-owner = मालिक
role-manager = मैनेजर
role-kitchen = रसोई
role-courier = डिलीवरी

lost-title = ऐसी कोई स्क्रीन नहीं है
lost-text = यह पता कहीं नहीं जाता।
lost-back = शुरुआत पर

way-board = ऑर्डर

bar-switch = { $name }: दूसरा रेस्टोरेंट चुनें
bar-open = ऑर्डर ले रहे हैं
bar-closed = अभी बंद
bar-paused = रुका हुआ
bar-paused-until = { $time } तक रुका हुआ
bar-busy = व्यस्त, +{ $minutes } मिनट
bar-live = लाइव
bar-not-live = जुड़ रहे हैं
bar-waiting = { $count ->
    [one] { $count } भेजना बाक़ी
   *[other] { $count } भेजने बाक़ी
}
sound-label = नए ऑर्डर की आवाज़
sound-on = आवाज़ चालू
sound-blocked = आवाज़ के लिए दबाएँ
sound-off = आवाज़ बंद

offline-title = कनेक्शन नहीं है
offline-text = काम जारी रखें: आप जो करेंगे वह यहाँ रखा जाएगा और नेटवर्क आते ही भेजा जाएगा।
offline-waiting = { $count ->
    [one] एक काम यहाँ रखा है और नेटवर्क आते ही भेजा जाएगा।
   *[other] { $count } काम यहाँ रखे हैं और नेटवर्क आते ही क्रम से भेजे जाएँगे।
}
update-text = नया संस्करण तैयार है।
update-now = लोड करें

pause-title = ऑर्डर लेना
pause-now = जब तक आप फिर शुरू न करें, ऑर्डर नहीं आएँगे।
pause-now-until = { $time } तक ऑर्डर नहीं आएँगे।
pause-resume = फिर से ऑर्डर लें
pause-for = इतने समय ऑर्डर न लें
pause-for-text = ग्राहक देखेंगे कि आप विराम पर हैं। जो ऑर्डर हैं वे वैसे ही रहेंगे।
pause-open = जब तक मैं शुरू न करूँ
pause-hours = खुलने का समय और छुट्टियाँ
busy-title = रसोई कितनी व्यस्त है?
busy-text = ग्राहकों को बताए समय में जुड़ जाता है।
busy-none = सामान्य
busy-plus = +{ $minutes } मिनट

alarm-new-order = नया ऑर्डर { $number }
