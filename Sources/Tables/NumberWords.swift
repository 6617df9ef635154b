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
