//! Guesses the language of texts by their most frequent words, or by their letters.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The languages that can be guessed, with frequent short words. Of two languages that are equally
/// likely, the first is taken.
static FREQUENT_WORDS: [(&str, &str); 36] = [
    (
        "en",
        "the and is of for not to in that it with are was this be on as by at from or have which you an we will can their its",
    ),
    (
        "sv",
        "och det är för inte att som en på med av den till har ett de om var jag vi från eller kan ska när också detta hos där",
    ),
    (
        "da",
        "og det er ikke at som en på med af den til har et de om jeg vi fra eller kan skal når også denne hvad mig efter blev være nogle",
    ),
    (
        "nb",
        "og det er ikke at som en på med av den til har et de om jeg vi fra eller kan skal når også denne hva meg etter ble være noen",
    ),
    (
        "nn",
        "og det er ikkje at som ein på med av den til har eit dei om eg vi frå eller kan skal når også kva meg etter vart vere nokon",
    ),
    (
        "is",
        "og það er ekki að sem á með af til hefur í um ég við frá eða geta þegar einnig þetta var hann hún eru fyrir",
    ),
    (
        "fi",
        "ja on ei että se oli hän mutta niin kuin tai myös ovat kun joka tämä sen olla voi mukaan jos vain kaikki mitä ole",
    ),
    (
        "et",
        "ja on ei et see oli ta aga kui või ka kes mis oma seda olid mida siis veel nii ning tema selle välja pole",
    ),
    (
        "de",
        "und der die das ist nicht zu den mit von sich ein eine auf für im dem des auch als an es wird sind werden oder wir bei nach er ich",
    ),
    (
        "nl",
        "en de het een is niet van dat te op met voor zijn er aan ook als door bij naar maar of om uit wordt deze werd hij ik worden",
    ),
    (
        "fr",
        "et le la les des est pas de un une que qui dans pour sur avec ce il au par plus ne sont du se elle nous vous cette",
    ),
    (
        "es",
        "y el la los las de que en un una es no por con para se del como más su al lo está pero son este también ha fue",
    ),
    (
        "pt",
        "e o a os as de que em um uma é não por com para se do da no na mais como mas foi são este também ao dos das pelo",
    ),
    (
        "it",
        "e il la i le di che in un una è non per con si del della come più al sono ma questo anche dei nel alla gli lo delle",
    ),
    (
        "ca",
        "i el la els les de que en un una és no per amb es del com més al però són aquest també ha va dels les seva",
    ),
    (
        "ro",
        "și în de la cu nu este care pe un o să din pentru mai că se sunt fi au ca prin sau dar acest fost după",
    ),
    (
        "pl",
        "i w na nie się z do jest to że o jak po ale za od przez być są dla czy jego tym może przy oraz który także",
    ),
    (
        "cs",
        "a je v na se ne že to z do o jako s za pro by jsou byl ale který tak podle nebo také být při jeho již",
    ),
    (
        "sk",
        "a je v na sa nie že to z do o ako s za pre by sú bol ale ktorý tak podľa alebo tiež byť pri jeho už",
    ),
    (
        "sl",
        "in je v na se ne da to z za o kot s po bi so bil pa ki tudi ali kar pri lahko ker biti tem ter iz",
    ),
    (
        "hr",
        "i je u na se ne da to s za o kao od po bi su bio ali koji također ili što pri može jer biti ovaj te iz kako",
    ),
    (
        "hu",
        "a az és nem hogy is egy van meg ez de már volt csak ki még mint vagy ha el azt be lesz kell volt között által",
    ),
    (
        "lt",
        "ir yra ne kad tai į su iš per bet kaip buvo jis ar nuo po apie taip už savo dėl arba kuris gali būti",
    ),
    (
        "lv",
        "un ir ne ka tas uz ar no par bet kā bija viņš vai pēc arī tā savu to pie var tikai kas būt ja šis",
    ),
    (
        "tr",
        "ve bir bu için ile de da değil olarak daha çok ne var gibi olan kadar en ancak sonra her ya veya o ise mi olduğu",
    ),
    (
        "id",
        "dan yang di ini itu dengan untuk tidak dari dalam pada adalah ke akan juga oleh ada atau sebagai bisa karena telah",
    ),
    (
        "vi",
        "và của là không có cho được trong với một các này những đã người để khi cũng như về từ đến ra thì",
    ),
    (
        "el",
        "και το η ο να του της με για είναι από που δεν θα στο τα των την τον στην ένα μια αυτό",
    ),
    ("ru", "и в не на что с он как это по но из за для от же так все она было быть или его только"),
    ("uk", "і в не на що з він як це по але із за для від та також або його її було бути є до ми"),
    ("bg", "и в не на че с той като това по но от за да се са е или бъде тя които при има как"),
    ("sr", "и у не на да с он као то по али из за од је се су или био који што би може та"),
    ("ar", "في من على إلى أن هذا هذه التي الذي لا ما عن مع كان هو هي كل أو قد بين ذلك لم"),
    ("fa", "و در به از که این را با است برای آن یک خود تا بر هم می شود اما شد ها نیز کرد"),
    ("ur", "اور کے میں کی ہے سے کا کو نے پر یہ ہیں کہ اس بھی نہیں تھا ایک ہو وہ تک جو"),
    ("he", "של את לא על הוא זה עם כל אני אבל היא גם או כי יש מה אם אין היה רק בין אל"),
];

/// Languages whose texts have no white space between words, with how they are recognized.
const BY_SCRIPT: [&str; 5] = ["ja", "ko", "zh", "th", "hi"];

const N_LANGUAGES: usize = FREQUENT_WORDS.len() + BY_SCRIPT.len();

static LANGUAGES_OF_WORD: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut languages: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, (_, words)) in FREQUENT_WORDS.iter().enumerate() {
        for word in words.split(' ') {
            let indexes = languages.entry(word).or_default();
            if indexes.last() != Some(&index) {
                indexes.push(index);
            }
        }
    }
    languages
});

/// How often the frequent words of each language occur in some texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageGuess([usize; N_LANGUAGES]);

impl Default for LanguageGuess {
    fn default() -> Self {
        Self([0; N_LANGUAGES])
    }
}

impl LanguageGuess {
    /// Counts the frequent words of a text.
    #[must_use]
    pub fn count(text: &str) -> Self {
        let mut counts = Self::default();
        let languages = &*LANGUAGES_OF_WORD;
        for word in text.split(|letter: char| !letter.is_alphabetic() && !is_mark(letter)) {
            let indexes = match word.bytes().any(|byte| byte.is_ascii_uppercase() || byte >= 0x80) {
                true => languages.get(word.to_lowercase().as_str()),
                false => languages.get(word),
            };
            for index in indexes.into_iter().flatten() {
                counts.add(*index, 1);
            }
        }
        let (mut n_han, mut n_kana) = (0, 0);
        for letter in text.chars().filter(|letter| *letter >= '\u{900}') {
            match letter {
                '\u{900}'..='\u{97f}' => counts.add(FREQUENT_WORDS.len() + 4, 1),
                '\u{e00}'..='\u{e7f}' => counts.add(FREQUENT_WORDS.len() + 3, 1),
                '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => {
                    counts.add(FREQUENT_WORDS.len() + 1, 1);
                }
                '\u{3041}'..='\u{30ff}' => n_kana += 1,
                '\u{4e00}'..='\u{9fff}' => n_han += 1,
                _ => {}
            }
        }
        // Japanese mixes its own letters with Chinese ones.
        match n_kana * 10 > n_han {
            true => counts.add(FREQUENT_WORDS.len(), n_kana + n_han),
            false => counts.add(FREQUENT_WORDS.len() + 2, n_han),
        }
        counts
    }

    /// Adds the counts of another text.
    pub fn merge(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, count)| *sum += count);
    }

    /// Returns the tag of the most likely language; English if nothing was recognized.
    #[must_use]
    pub fn best_tag(&self) -> &'static str {
        let mut best = ("en", 0);
        for (tag, count) in self.by_tag() {
            if count > best.1 {
                best = (tag, count);
            }
        }
        best.0
    }

    /// Returns whether the texts are clearly not in this language. False if there are few words, or
    /// if the language cannot be guessed.
    #[must_use]
    pub fn contradicts(&self, tag: &str) -> bool {
        const MIN_WORDS: usize = 8;
        let primary = tag.split('-').next().unwrap_or_default();
        let primary = if primary == "no" { "nb" } else { primary };
        let Some((_, count_of_tag)) = self.by_tag().find(|(known, _)| *known == primary) else {
            return false;
        };
        let most = self.by_tag().map(|(_, count)| count).max().unwrap_or_default();
        most >= MIN_WORDS && count_of_tag * 2 < most
    }

    fn by_tag(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let tags = FREQUENT_WORDS.iter().map(|(tag, _)| *tag).chain(BY_SCRIPT);
        tags.zip(self.0)
    }

    fn add(&mut self, index: usize, n_words: usize) {
        if let Some(count) = self.0.get_mut(index) {
            *count += n_words;
        }
    }
}

/// Returns whether a character is a mark inside words of Indic or Arabic scripts.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{591}'..='\u{5c7}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_guessed_by_its_frequent_words() {
        for (tag, text) in [
            ("en", "A question for the council"),
            ("en", ""),
            ("en", "42 # --"),
            ("sv", "Det är en fråga för rådet"),
            ("da", "Det er ikke sådan, at rådet skal beslutte, hvad der sker efter mødet"),
            ("nb", "Det er ikke slik at rådet skal bestemme hva som skjer etter møtet"),
            ("nn", "Det er ikkje slik at rådet skal avgjere kva som hender etter møtet"),
            ("is", "Það er ekki þannig að ráðið ákveði hvað gerist eftir fundinn"),
            ("fi", "Kokous on huomenna, mutta se ei ole vielä varma, että kaikki tulevat"),
            ("et", "Koosolek on homme, aga see ei ole veel kindel, et kõik tulevad"),
            ("de", "Die Mühle ist am Montag geöffnet und der Müller wohnt nicht mehr hier"),
            ("nl", "De molen is op maandag open en het huis van de molenaar staat te koop"),
            ("fr", "Le moulin est ouvert le lundi et la maison du meunier est à vendre"),
            ("es", "El molino está abierto los lunes y la casa del molinero no se vende"),
            ("pt", "O moinho está aberto às segundas e a casa do moleiro não se vende"),
            ("it", "Il mulino è aperto il lunedì e la casa del mugnaio non è in vendita"),
            ("ca", "El molí és obert els dilluns i la casa del moliner no es ven amb pressa"),
            ("ro", "Moara este deschisă lunea și casa morarului nu este de vânzare"),
            ("pl", "Młyn jest otwarty w poniedziałek i dom młynarza nie jest na sprzedaż"),
            ("cs", "Mlýn je otevřen v pondělí a dům mlynáře není na prodej, ale je to tak"),
            ("sk", "Mlyn je otvorený v pondelok a dom mlynára nie je na predaj, ktorý sa"),
            ("sl", "Mlin je odprt ob ponedeljkih in hiša mlinarja ni na prodaj, ker se tudi"),
            ("hr", "Mlin je otvoren ponedjeljkom i kuća mlinara nije na prodaju jer se ne"),
            ("hu", "A malom hétfőn nyitva van, és a molnár háza nem eladó, hogy ez is egy"),
            ("lt", "Malūnas yra atidarytas pirmadienį ir malūnininko namas nėra parduodamas"),
            ("lv", "Dzirnavas ir atvērtas pirmdienās un dzirnavnieka māja nav pārdošanā"),
            ("tr", "Değirmen pazartesi günü açık ve değirmencinin evi satılık değil"),
            ("id", "Kilang ini buka pada hari Senin dan rumah itu tidak untuk dijual"),
            ("vi", "Cối xay mở cửa vào thứ Hai và ngôi nhà của người thợ xay không bán"),
            ("el", "Ο μύλος είναι ανοιχτός τη Δευτέρα και το σπίτι του μυλωνά δεν πωλείται"),
            ("ru", "Мельница открыта в понедельник, и дом мельника не продаётся"),
            ("uk", "Млин відкритий у понеділок, і дім мельника не продається, що це є"),
            ("bg", "Мелницата е отворена в понеделник и къщата на мелничаря не се продава"),
            ("sr", "Млин је отворен понедељком и кућа млинара није на продају јер се не"),
            ("ar", "الطاحونة مفتوحة في يوم الاثنين من كل أسبوع"),
            ("fa", "آسیاب در روز دوشنبه باز است و خانه را به فروش نمی گذارند"),
            ("ur", "چکی پیر کے دن کھلی ہے اور گھر فروخت کے لیے نہیں ہے"),
            ("he", "הטחנה פתוחה ביום שני והבית של הטוחן לא למכירה"),
            ("ja", "製粉所は月曜日に開いています"),
            ("ko", "방앗간은 월요일에 문을 엽니다"),
            ("zh", "磨坊星期一开门"),
            ("th", "โรงสีเปิดวันจันทร์"),
            ("hi", "चक्की सोमवार को खुली है"),
        ] {
            assert_eq!(LanguageGuess::count(text).best_tag(), tag, "{text}");
        }
    }

    #[test]
    fn only_a_clear_text_contradicts_a_language() {
        let english = "The mill is open on Mondays and the miller is not at home. It is in the \
            valley, and we will go to it with you.";
        assert!(LanguageGuess::count(english).contradicts("it"));
        assert!(!LanguageGuess::count(english).contradicts("en-GB"));
        assert!(!LanguageGuess::count("The mill").contradicts("it"));
        assert!(!LanguageGuess::count(english).contradicts("eo"));
    }
}
