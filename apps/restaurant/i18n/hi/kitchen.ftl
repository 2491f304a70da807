way-kitchen = रसोई
way-deliveries = डिलीवरी
way-stock = ख़त्म
way-ended = पूरे हुए
way-menu = मेन्यू
way-hours = समय
way-staff = स्टाफ़
way-more = और

kitchen-title = रसोई
kitchen-stations = स्टेशन
kitchen-all = सभी स्टेशन
kitchen-recall = वापस देखें
kitchen-recall-title = तैयार और अभी यहीं
kitchen-recall-none = पूरा किया हुआ कुछ यहाँ नहीं है।
kitchen-empty = सब हो गया
kitchen-empty-text = स्वीकार किए ऑर्डर यहाँ दिखेंगे।
kitchen-all-day = कुल
kitchen-start = शुरू
kitchen-bump = हो गया
kitchen-undo = वापस लें

ended-title = पूरे हुए ऑर्डर
ended-none = अभी कोई ऑर्डर पूरा नहीं हुआ

stock-title = ख़त्म व्यंजन
stock-text = { $count ->
    [0] सब कुछ ऑर्डर हो सकता है।
    [one] एक व्यंजन ऑर्डर नहीं हो सकता।
   *[other] { $count } व्यंजन ऑर्डर नहीं हो सकते।
}
stock-search = व्यंजन खोजें
stock-available = उपलब्ध
stock-today = कल तक
stock-until-told = ख़त्म
stock-back = { $time } वापस

deliveries-title = मेरी डिलीवरी
deliveries-mine = मेरे पास
deliveries-none = आपके पास कुछ नहीं
deliveries-none-text = नीचे जो तैयार है वह लें।
deliveries-ready = ले जाने को तैयार
delivery-navigate = रास्ता
delivery-call = कॉल करें
delivery-cash = { $amount } नक़द लें
delivery-done = पहुँचाया
delivery-ask = क्या { $name } को मिल गया?
delivery-take = मैं ले जाता हूँ
share-label = ग्राहक को दिखाएँ कि मैं कहाँ हूँ
share-hint = केवल जब ऑर्डर आपके पास हो। एक मिनट रखा जाता है, कभी सहेजा नहीं जाता।
share-denied = ब्राउज़र को आपकी जगह की अनुमति नहीं है। सेटिंग में अनुमति दें।
share-unknown = आपकी जगह अभी पता नहीं।
share-untold = आपकी जगह भेजी नहीं जा सकी।
share-told = भेजा

more-screen = और
more-device = यह डिवाइस
more-sound-hint = जब तक कोई ऑर्डर न ले, बजता है।
more-leave-title = अभी साइन आउट करें?
more-leave-text = { $count ->
    [one] एक काम अभी भेजा नहीं गया। वह खो जाएगा।
   *[other] { $count } काम अभी भेजे नहीं गए। वे खो जाएँगे।
}
more-untold = यहाँ साइन आउट हो गया। प्लेटफ़ॉर्म को अभी बताया नहीं जा सका।
save = सहेजें
discard = छोड़ें
delivery-code = ग्राहक का कोड
delivery-code-hint = ग्राहक से उनके ऐप के चार अंक पूछें।
delivery-code-missing = कृपया चार अंक लिखें।
