"""What may follow or precede a number as its unit: percent, measures, spans of time, currencies.

Measures give the symbol of the SI, or of the imperial or US unit (NIST SP 811, appendix B); currencies give ISO 4217
codes. Where a word is shared by several units or currencies and the text does not say which, the unit is the word or
the sign as it stands.
"""

from __future__ import annotations

import re

from firsthand.reading.name_tables import words_of

_NAMED = {
    "km": "km kilometre kilometres kilometer kilometers kms", "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters", "m": "metre metres meter meters",
    "mi": "mile miles", "ft": "feet foot ft", "in": "inch inches", "yd": "yard yards yds",
    "nmi": "nmi", "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "g": "gram grams gramme grammes", "mg": "mg milligram milligrams", "µg": "microgram micrograms µg μg",
    "t": "tonne tonnes", "lb": "lb lbs", "oz": "oz ounce ounces", "kt": "kiloton kilotons kilotonne kilotonnes",
    "L": "litre litres liter liters", "mL": "ml millilitre millilitres milliliter milliliters",
    "gal": "gallon gallons", "ha": "hectare hectares", "ac": "acre acres", "mph": "mph", "km/h": "kph kmh km/h kmph",
    "kn": "knot knots", "W": "watt watts", "kW": "kw kilowatt kilowatts", "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts", "TW": "terawatt terawatts",
    "kWh": "kwh kilowatt-hour kilowatt-hours", "MWh": "mwh megawatt-hour megawatt-hours",
    "GWh": "gwh gigawatt-hour gigawatt-hours", "V": "volt volts",
    "Hz": "hertz", "MHz": "mhz megahertz", "GHz": "ghz gigahertz", "kB": "kb kilobyte kilobytes",
    "MB": "mb megabyte megabytes", "GB": "gb gigabyte gigabytes", "TB": "tb terabyte terabytes",
    "dB": "db decibel decibels", "J": "joule joules", "hPa": "hpa hectopascal hectopascals", "bbl": "bbl",
    "sq ft": "sqft", "sq m": "sqm", "km²": "km2 km² sqkm", "m²": "m2 m²", "m³": "m3 m³", "kJ": "kj", "kcal": "kcal",
}  # fmt: skip
MEASURES = {word: symbol for symbol, words in _NAMED.items() for word in words.split()}
"""Measures by the words for them, in lower case."""
SHORT = {"m": "m", "g": "g", "t": "t", "l": "L", "C": "°C", "F": "°F", "°": "°", "°C": "°C", "°F": "°F", "ºC": "°C"}
"""Symbols of one letter, in their own case, that stand right after digits only."""
DURATIONS = words_of(
    "second seconds minute minutes min mins hour hours hr hrs day days night nights week weeks fortnight fortnights "
    "month months quarter quarters season seasons year years yr yrs decade decades century centuries weekend weekends"
) - words_of("quarter quarters season seasons night weekend weekends nights")
PERCENT = re.compile(
    r"[\s\u00a0-]?(?:%|per\s?cents?\b|percent\b|pct\b|pc\b(?!\.))(?:[-\s]?points?\b)?|[\s-]?(?:percentage|%-?)[-\s]points?\b"
    r"|\sbasis\spoints\b|[\s-]ppts?\b",
    re.I,
)
POWER = re.compile(
    r"[\s-](?P<power>square|sq\.?|cubic|cu\.?)[\s-](?P<of>kilomet(?:re|er)s?|km|met(?:re|er)s?|m|centimet(?:re|er)s?|cm|miles?|mi|feet|foot"
    r"|ft|yards?|inch(?:es)?)\b"
    r"|\s(?P<nautical>nautical\smiles?)\b|\sdegrees?\s(?P<scale>Celsius|Fahrenheit|centigrade|C\b|F\b)"
    r"|\s?°\s?(?P<sign>[CF])\b|\s(?P<speed>kilomet(?:re|er)s|miles|met(?:re|er)s|km)\s?(?:per|an|a|/)\s(?P<per>hour|second)\b"
    r"|\s?(?P<rate>km|m)/(?P<time>h|s)\b|\s(?P<metric>metric\stons?)\b|\s(?P<ton>(?:short|long)\stons?)\b",
    re.I,
)
"""Units of two words or signs."""

_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "USD": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD",
    "CAD": "CAD", "Can$": "CAD", "NZ$": "NZD", "NZD": "NZD", "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SGD": "SGD",
    "R$": "BRL", "BRL": "BRL", "NT$": "TWD", "TWD": "TWD", "TT$": "TTD", "J$": "JMD", "Z$": "ZWL", "$": "$",
    "£": "GBP", "GBP": "GBP", "€": "EUR", "EUR": "EUR", "₹": "INR", "INR": "INR", "₽": "RUB", "RUB": "RUB",
    "₴": "UAH", "UAH": "UAH", "₺": "TRY", "TRY": "TRY", "₦": "NGN", "NGN": "NGN", "₪": "ILS", "ILS": "ILS",
    "NIS": "ILS", "₩": "KRW", "KRW": "KRW", "₱": "PHP", "PHP": "PHP", "฿": "THB", "THB": "THB", "₫": "VND",
    "VND": "VND", "₸": "KZT", "KZT": "KZT", "¥": "¥", "JPY": "JPY", "JP¥": "JPY", "CNY": "CNY", "RMB": "CNY",
    "CN¥": "CNY", "CHF": "CHF", "SFr": "CHF", "Rs": "rupees", "Rs.": "rupees", "PKR": "PKR", "LKR": "LKR",
    "ZAR": "ZAR", "R": "ZAR", "KSh": "KES", "Ksh": "KES", "KES": "KES", "Sh": "shillings", "USh": "UGX", "UGX": "UGX",
    "TSh": "TZS", "TZS": "TZS", "Tk": "BDT", "BDT": "BDT", "RM": "MYR", "MYR": "MYR", "Rp": "IDR", "IDR": "IDR",
    "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "CZK": "CZK", "HUF": "HUF", "MXN": "MXN", "AED": "AED",
    "Dh": "AED", "Dhs": "AED", "SAR": "SAR", "EGP": "EGP", "GH¢": "GHS", "GHS": "GHS", "₵": "GHS", "N": "NGN",
    "P": "PHP", "kr": "kr", "Kč": "CZK", "zł": "PLN",
}  # fmt: skip
MONEY_BEFORE = re.compile(
    r"(?<![\w$])(?P<sign>"
    + "|".join(re.escape(s) for s in sorted(_SIGNS, key=lambda s: (-len(s), s)))
    + r")(?P<gap>[ \u00a0\u202f]?)$"
)
_JOINED_ONLY = frozenset({"R", "N", "P", "Sh", "RM", "Rp"})
"""Signs that are also letters: money only right before the digits."""

_COUNTRIES = {
    "dollars": "US|U.S.|American=USD Canadian=CAD Australian=AUD New_Zealand=NZD Hong_Kong=HKD Singapore=SGD "
    "Singaporean=SGD Taiwan=TWD Taiwanese=TWD Jamaican=JMD Zimbabwean=ZWL Zimbabwe=ZWL Liberian=LRD Namibian=NAD",
    "pounds": "British=GBP UK=GBP Egyptian=EGP Lebanese=LBP Syrian=SYP Sudanese=SDG South_Sudanese=SSP",
    "rupees": "Indian=INR India=INR Pakistani=PKR Pakistan=PKR Nepalese=NPR Nepali=NPR Nepal=NPR Lankan=LKR Lanka=LKR "
    "Mauritian=MUR",
    "pesos": "Mexican=MXN Mexico=MXN Argentine=ARS Argentina=ARS Philippine=PHP Philippines=PHP Chilean=CLP Chile=CLP "
    "Colombian=COP Colombia=COP Uruguayan=UYU Cuban=CUP Cuba=CUP Dominican=DOP",
    "shillings": "Kenyan=KES Kenya=KES Ugandan=UGX Uganda=UGX Tanzanian=TZS Tanzania=TZS Somali=SOS Somalia=SOS",
    "francs": "Swiss=CHF Switzerland=CHF CFA=XOF Rwandan=RWF Congolese=CDF Burundian=BIF Guinean=GNF",
    "crowns": "Czech=CZK Swedish=SEK Norwegian=NOK Danish=DKK",
    "kroner": "Norwegian=NOK Norway=NOK Danish=DKK Denmark=DKK",
    "kr": "Norwegian=NOK Norway=NOK Danish=DKK Denmark=DKK Swedish=SEK Sweden=SEK Icelandic=ISK Iceland=ISK",
    "krona": "Swedish=SEK Sweden=SEK Icelandic=ISK Iceland=ISK",
    "rubles": "Belarusian=BYN Russian=RUB",
    "dinars": "Serbian=RSD Serbia=RSD Iraqi=IQD Iraq=IQD Kuwaiti=KWD Kuwait=KWD Jordanian=JOD Jordan=JOD Libyan=LYD "
    "Libya=LYD Algerian=DZD Algeria=DZD Tunisian=TND Tunisia=TND Bahraini=BHD Bahrain=BHD",
    "rials": "Iranian=IRR Iran=IRR Omani=OMR Oman=OMR Yemeni=YER Yemen=YER",
    "riyals": "Saudi=SAR Qatari=QAR Qatar=QAR Yemeni=YER Yemen=YER",
    "dirhams": "Emirati=AED UAE=AED Emirates=AED Dubai=AED Moroccan=MAD Morocco=MAD",
    "som": "Kyrgyz=KGS Kyrgyzstan=KGS Uzbek=UZS Uzbekistan=UZS",
    "lei": "Romanian=RON Romania=RON Moldovan=MDL Moldova=MDL",
    "won": "South_Korean=KRW North_Korean=KPW Korean=KRW",
    "¥": "Japanese=JPY Japan=JPY Chinese=CNY China=CNY",
}
_BY_COUNTRY = {
    word: tuple(
        (country.replace("_", " "), code)
        for pair in pairs.split()
        for countries, code in [pair.split("=")]
        for country in countries.split("|")
    )
    for word, pairs in _COUNTRIES.items()
}
_FORMS = {
    "dollars": "dollar bucks", "pounds": "pound", "rupees": "rupee", "pesos": "peso", "shillings": "shilling",
    "francs": "franc", "crowns": "", "krona": "kronor krónur", "kroner": "krone", "rubles": "ruble rouble roubles",
    "dinars": "dinar", "rials": "rial", "riyals": "riyal", "dirhams": "dirham", "som": "soms", "lei": "", "won": "",
}  # fmt: skip
_ONE_CODE = {
    "euro": "EUR", "euros": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rand": "ZAR", "hryvnia": "UAH",
    "hryvnias": "UAH", "hryvnya": "UAH", "zloty": "PLN", "zlotys": "PLN", "zlotych": "PLN", "forint": "HUF",
    "forints": "HUF", "lira": "TRY", "liras": "TRY", "shekel": "ILS", "shekels": "ILS", "baht": "THB", "naira": "NGN",
    "cedi": "GHS", "cedis": "GHS", "taka": "BDT", "rupiah": "IDR", "ringgit": "MYR", "tenge": "KZT", "somoni": "TJS",
    "lari": "GEL", "dram": "AMD", "drams": "AMD", "manat": "AZN", "dong": "VND", "kyat": "MMK", "kwacha": "ZMW",
    "birr": "ETB", "koruna": "CZK", "korunas": "CZK", "leva": "BGN", "bolivars": "VES", "bolívars": "VES",
    "afghanis": "AFN", "kuna": "HRK", "denars": "MKD", "tugrik": "MNT", "riel": "KHR", "ariary": "MGA", "pula": "BWP",
    "reais": "BRL", "pence": "pence", "cents": "cents",
}  # fmt: skip
CURRENCIES = {f: word for word, forms in _FORMS.items() for f in (word, *forms.split())} | {
    word: word for word in _ONE_CODE
}
"""Words for money, in lower case, and the form that the tables know them by."""
_DEFAULT = {"rubles": "RUB", "kroner": None, "won": "KRW"}
"""What a shared word means where no country is named with it: only where one country's money is far the commonest."""


_SHARED = re.compile(
    r"Rs|[Rr]upee|[Pp]eso|[Ss]hilling|[Ff]ranc|[Cc]rown|[Kk]ron|[Dd]inar|[Rr]i[iy]?y?al|[Dd]irham|\b[Ss]oms?\b|\bwon\b"
    r"|[Rr]o?uble|\b[Ll]ei\b|¥|[Pp]ound|\bkr\b|\bSh\b"
)
_TELLING = tuple(sorted({c for pairs in _BY_COUNTRY.values() for c, _ in pairs} | {"£", "sterling"}))
Named = frozenset[str]
"""What a report names that tells shared currencies apart: countries, their adjectives, "£" and "sterling"."""


def named_in(text: str) -> Named:
    """What the report names that tells shared currencies apart; empty where it mentions none of them."""
    return frozenset(t for t in _TELLING if t in text) if _SHARED.search(text) else frozenset()


def measure_of(text: str, word: str, at: int, *, digits: bool) -> str | None:
    """The symbol of the measure that ``word``, which ends at ``at``, names; None where it names none."""
    if symbol := MEASURES.get(word.lower()):
        return symbol
    return SHORT.get(word) if digits and not text.startswith((".", "-", "/", "’", "'"), at) else None


def power_of(match: re.Match[str]) -> str:
    """The symbol of a unit of two words that ``POWER`` matched."""
    if match["power"]:
        symbol = MEASURES.get(match["of"].lower(), match["of"].lower())
        exponent = "²" if match["power"][0] in "sS" else "³"
        return symbol + exponent
    if match["nautical"]:
        return "nmi"
    if kind := match["scale"] or match["sign"]:
        return "°F" if kind[0] in "fF" else "°C"
    if match["metric"]:
        return "t"
    if match["ton"]:
        return match["ton"].lower()
    if match["rate"]:
        return f"{match['rate'].lower()}/{match['time'].lower()}"
    if match["speed"].lower() == "miles":
        return "mph" if match["per"].lower() == "hour" else "mi/s"
    return f"{MEASURES.get(match['speed'].lower(), 'm')}/{match['per'][0].lower()}"


def currency_of_sign(named: Named, sign: str, gap: str) -> str | None:
    """The currency of a sign before digits: its code, the sign itself where it is shared, None where it is no sign."""
    if gap and sign in _JOINED_ONLY:
        return None
    code = _SIGNS[sign]
    return _by_context(named, code, sign) if code in _BY_COUNTRY else code


def currency_of_word(named: Named, word: str, before: str) -> str:
    """The currency of a word in ``CURRENCIES``; ``before`` is what stands between it and the number ("Canadian")."""
    known = CURRENCIES[word.lower()]
    if known in _ONE_CODE:
        return _ONE_CODE[known]
    for country, code in _BY_COUNTRY.get(known, ()):
        if before == country:
            return code
    if known == "dollars":
        return "$"
    return _by_context(named, known, word)


def _by_context(named: Named, known: str, shown: str) -> str:
    """The code if all countries with this money that the report names share it; else the word or sign as it stands."""
    codes = {code for country, code in _BY_COUNTRY[known] if country in named}
    default = _DEFAULT.get(known)
    if default and (not codes or default in codes):
        return default
    return codes.pop() if len(codes) == 1 else shown
