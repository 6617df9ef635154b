/// The runs of letters of a short text, and whether each could stand in a number, a date, a time or a sum of money.
struct NumberWords {
  /// Whether there is any digit, of any script.
  private(set) var hasDigit = false
  private let text: Substring
  private var words: [Substring] = []

  init(_ text: Substring) {
    self.text = text
    var start: Substring.Index?
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      if Self.isDigit(scalar) { hasDigit = true }
      if Self.isLetter(scalar) {
        start = start ?? index
      } else if let begun = start {
        words.append(text[begun..<index])
        start = nil
      }
    }
    if let start { words.append(text[start...]) }
  }

  /// Whether an ASCII text is seen at once to be more than a number, a date or a time: a word of one letter or two that
  /// none of them has, as in `JA20F`. Most codes are, and telling takes no time.
  static func isSurelyMore(_ text: Substring) -> Bool {
    var word: (length: Int, first: UInt8, last: UInt8) = (0, 0, 0)
    var isFound = false
    for byte in text.utf8 {
      guard byte < 0x80 else { return false }
      let lower = byte | 0x20
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower) {
        word = (word.length + 1, word.length == 0 ? lower : word.first, lower)
      } else {
        isFound = isFound || isOfNoNumber(word)
        word = (0, 0, 0)
      }
    }
    return (isFound || isOfNoNumber(word)) && !beginsHexadecimal(text)
  }

  private static func isOfNoNumber(_ word: (length: Int, first: UInt8, last: UInt8)) -> Bool {
    switch word.length {
    case 1: !singleLetters.contains(word.first)
    case 2: !pairs.contains { $0 == (word.first, word.last) }
    default: false
    }
  }

  private static func beginsHexadecimal(_ text: Substring) -> Bool {
    let bytes = text.utf8.prefix(2)
    return bytes.first == UInt8(ascii: "0") && bytes.count == 2
      && bytes.last.map { $0 | 0x20 } == UInt8(ascii: "x")
  }

  /// Whether no word says that it is something else.
  var areAllOfNumbers: Bool { isHexadecimal || words.allSatisfy(isOfNumber) }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil && !isDateSign(scalar)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Year, month, day, hour, minute and second in Chinese, Japanese and Korean.
  private static func isDateSign(_ scalar: Unicode.Scalar) -> Bool {
    "年月日時时分秒년월일시초".unicodeScalars.contains(scalar)
  }

  /// `0x1F`.
  private var isHexadecimal: Bool {
    text.lowercased().hasPrefix("0x") && text.dropFirst(2).allSatisfy(\.isHexDigit)
  }

  private func isOfNumber(_ word: Substring) -> Bool {
    if word.unicodeScalars.allSatisfy(Self.isDateSign) { return true }
    let lower = word.lowercased()
    switch lower {
    case "e": return isBetweenDigits(word, or: ["+", "-"])
    case "h", "t": return isBetweenDigits(word, or: [])
    case "a", "p", "z": return text.contains { $0 == " " || $0 == ":" }
    default:
      guard lower.unicodeScalars.count >= 3 || lower == "ii" else { return Self.shortWords.contains(lower) }
      return Self.currencies.contains(lower) || Self.calendar.contains { $0.hasPrefix(lower) }
    }
  }

  /// Whether digits stand before a word and after it, or one of some signs after it.
  private func isBetweenDigits(_ word: Substring, or signs: Set<Unicode.Scalar>) -> Bool {
    let scalars = text.unicodeScalars
    guard let before = scalars[..<word.startIndex].last, Self.isDigit(before) || before == ".",
      let after = scalars[word.endIndex...].first
    else { return false }
    return Self.isDigit(after) || signs.contains(after)
  }

  // MARK: - Words

  private static let shortWords: Set<String> = ["am", "pm", "kr", "zł", "kč"]

  /// The letters that a number, a date or a time may have alone: of exponents, hours, the morning, the afternoon, UTC.
  private static let singleLetters = Array("ehtapz".utf8)

  /// The ASCII pairs that it may have: the short words, and the second of the Roman months.
  private static let pairs: [(UInt8, UInt8)] = ["am", "pm", "kr", "ii"].map { pair in
    let letters = Array(pair.utf8)
    return (letters[0], letters[1])
  }

  private static let currencies: Set<String> = [
    "gbp", "eur", "usd", "chf", "jpy", "cny", "inr", "aud", "cad", "nzd", "zar", "sek", "nok", "dkk", "pln",
    "czk",
    "huf", "ron", "try", "rub",
  ]

  /// True and false as spreadsheets write them in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish,
  /// Swedish, Danish and Finnish.
  static let truths: Set<String> = [
    "true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "falso", "vero", "verdadeiro", "waar",
    "onwaar",
    "prawda", "fałsz", "sant", "falskt", "sand", "falsk", "tosi", "epätosi",
  ]

  /// The bytes of the longest of them.
  static let longestTruth = truths.map(\.utf8.count).max() ?? 0

  /// Months and days in English, Welsh, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish and
  /// Norwegian. A word of three letters or more that begins one counts as it.
  private static let calendar = names(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr
    januar jänner februar märz mrz mai juni juli oktober dezember
    montag dienstag mittwoch donnerstag freitag samstag sonntag
    janvier février fevrier mars avril juin juillet août aout septembre octobre novembre décembre decembre
    lundi mardi mercredi jeudi vendredi samedi dimanche
    enero febrero marzo mayo junio julio agosto septiembre octubre noviembre diciembre
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    janeiro fevereiro março marco maio junho julho setembro outubro novembro dezembro
    januari februari maart mrt mei augustus
    styczeń styczen luty marzec kwiecień kwiecien maj czerwiec lipiec sierpień sierpien wrzesień wrzesien
    październik pazdziernik listopad grudzień grudzien augusti marts desember
    """
  )

  private static func names(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
