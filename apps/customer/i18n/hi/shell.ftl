shell-page-title = { $title } · FoodWala
shell-brand-label = FoodWala, मुखपृष्ठ
shell-nav = मुख्य
shell-home = होम
shell-search = खोजें
shell-basket = टोकरी
shell-orders = ऑर्डर
shell-account = खाता
shell-favourites = पसंदीदा
shell-sign-in = साइन इन करें
shell-deliver-to = यहाँ पहुँचाएँ
shell-choose-place = जगह चुनें
shell-basket-count = { $count ->
    [one] टोकरी में { $count } व्यंजन
   *[other] टोकरी में { $count } व्यंजन
}
shell-offline = आप ऑफ़लाइन हैं। फिर भी आप देख सकते हैं।
shell-as-of-start = यह जानकारी आख़िरी बार अपडेट हुई:
shell-update = ऐप का नया संस्करण तैयार है।
shell-update-now = अभी अपडेट करें
shell-order-sent = आप फिर ऑनलाइन हैं: आपका ऑर्डर हो गया।
shell-follow = उसे देखें
shell-waiting = { $count ->
    [one] एक ऑर्डर आपका इंतज़ार कर रहा है।
   *[other] { $count } ऑर्डर आपका इंतज़ार कर रहे हैं।
}
shell-waiting-show = दिखाएँ
shell-about = आपके आस-पास की रसोइयों का बढ़िया खाना, अपने लोगों के हाथों आपके दरवाज़े तक।
shell-footer-nav = और
shell-gallery = डिज़ाइन गैलरी
lost-title = यह पन्ना मेन्यू में नहीं है
lost-text = हो सकता है पता ग़लत लिखा गया हो, या जो यहाँ था वह अब नहीं है।
lost-home = शुरुआत पर वापस
favourites-title = पसंदीदा
favourites-guest-title = अपनी पसंद की जगहें सहेजें
favourites-guest-text = साइन इन करें, और जिन रेस्तराँ को आप दिल देंगे वे हर डिवाइस पर यहाँ मिलेंगे।
favourites-empty-title = अभी कोई पसंदीदा नहीं
favourites-empty-text = किसी रेस्तराँ पर दिल दबाएँ, वह यहाँ दिखेगा।
favourites-find = रेस्तराँ खोजें
search-label = रेस्तराँ और व्यंजन खोजें
search-placeholder = पिज़्ज़ा, दाल, सुशी…
search-suggestions = सुझाव
search-suggestions-count = { $count ->
    [one] { $count } सुझाव
   *[other] { $count } सुझाव
}
search-restaurant = रेस्तराँ
search-cuisine-count = { $count ->
    [one] व्यंजन-शैली · { $count } रेस्तराँ
   *[other] व्यंजन-शैली · { $count } रेस्तराँ
}
search-dish-count = { $count ->
    [one] व्यंजन · { $count } रेस्तराँ
   *[other] व्यंजन · { $count } रेस्तराँ
}
search-dishes = मिलते-जुलते व्यंजन
search-title = खोजें
search-title-for = “{ $words }” के नतीजे
search-empty-title = आस-पास ऐसा कुछ नहीं मिला
search-empty-text = कोई और शब्द आज़माएँ, या कुछ फ़िल्टर हटाएँ।
