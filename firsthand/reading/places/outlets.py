"""Where regional newspapers are at home, which their own reports rarely say.

The dailies of the larger cities, by region and then by host; ``.com`` is left out. Papers that write for a whole
country or the world are not here: their home says little about what they report on.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

_TABLE = """
US.AL al=Birmingham montgomeryadvertiser=Montgomery tuscaloosanews=Tuscaloosa gadsdentimes=Gadsden dothaneagle=Dothan
US.AL decaturdaily=Decatur timesdaily=Florence annistonstar=Anniston
US.AK adn=Anchorage newsminer=Fairbanks juneauempire=Juneau
US.AZ azcentral=Phoenix tucson=Tucson azdailysun=Flagstaff yumasun=Yuma eastvalleytribune=Mesa
US.AR arkansasonline=Little_Rock swtimes=Fort_Smith nwaonline=Fayetteville jonesborosun=Jonesboro
US.CA latimes=Los_Angeles sfgate=San_Francisco sfchronicle=San_Francisco sfexaminer=San_Francisco mercurynews=San_Jose
US.CA sacbee=Sacramento fresnobee=Fresno sandiegouniontribune=San_Diego utsandiego=San_Diego ocregister=Santa_Ana
US.CA dailynews=Los_Angeles presstelegram=Long_Beach pe=Riverside eastbaytimes=Oakland insidebayarea=Oakland
US.CA contracostatimes=Walnut_Creek pressdemocrat=Santa_Rosa modbee=Modesto bakersfield=Bakersfield recordnet=Stockton
US.CA vcstar=Ventura desertsun=Palm_Springs montereyherald=Monterey santacruzsentinel=Santa_Cruz redding=Redding
US.CA dailybreeze=Torrance sgvtribune=West_Covina pasadenastarnews=Pasadena sbsun=San_Bernardino marinij=San_Rafael
US.CA times-standard=Eureka chicoer=Chico visaliatimesdelta=Visalia thecalifornian=Salinas sanluisobispo=San_Luis_Obispo
US.CO denverpost=Denver gazette=Colorado_Springs dailycamera=Boulder coloradoan=Fort_Collins chieftain=Pueblo
US.CO gjsentinel=Grand_Junction greeleytribune=Greeley
US.CT courant=Hartford nhregister=New_Haven ctpost=Bridgeport theday=New_London rep-am=Waterbury newstimes=Danbury
US.CT stamfordadvocate=Stamford norwichbulletin=Norwich thehour=Norwalk journalinquirer=Manchester
US.DE delawareonline=Wilmington
US.FL miamiherald=Miami sun-sentinel=Fort_Lauderdale orlandosentinel=Orlando tampabay=Tampa tbo=Tampa
US.FL sptimes=Saint_Petersburg jacksonville=Jacksonville palmbeachpost=West_Palm_Beach news-press=Fort_Myers
US.FL heraldtribune=Sarasota floridatoday=Melbourne tallahassee=Tallahassee pnj=Pensacola
US.FL news-journalonline=Daytona_Beach
US.FL naplesnews=Naples tcpalm=Stuart theledger=Lakeland ocala=Ocala gainesville=Gainesville bradenton=Bradenton
US.GA ajc=Atlanta augustachronicle=Augusta savannahnow=Savannah macon=Macon ledger-enquirer=Columbus
US.GA onlineathens=Athens albanyherald=Albany mdjonline=Marietta
US.HI staradvertiser=Honolulu hawaiitribune-herald=Hilo mauinews=Wailuku
US.ID idahostatesman=Boise postregister=Idaho_Falls idahopress=Nampa magicvalley=Twin_Falls lmtribune=Lewiston
US.IL chicagotribune=Chicago suntimes=Chicago dailyherald=Arlington_Heights pjstar=Peoria sj-r=Springfield
US.IL rrstar=Rockford news-gazette=Champaign pantagraph=Bloomington herald-review=Decatur qctimes=Moline bnd=Belleville
US.IL thesouthern=Carbondale nwherald=Crystal_Lake daily-journal=Kankakee thetelegraph=Alton
US.IN indystar=Indianapolis journalgazette=Fort_Wayne news-sentinel=Fort_Wayne southbendtribune=South_Bend
US.IN courierpress=Evansville jconline=Lafayette nwitimes=Munster thestarpress=Muncie tribstar=Terre_Haute
US.IN heraldtimesonline=Bloomington pal-item=Richmond post-trib=Merrillville elkharttruth=Elkhart kokomotribune=Kokomo
US.IA desmoinesregister=Des_Moines thegazette=Cedar_Rapids siouxcityjournal=Sioux_City wcfcourier=Waterloo
US.IA press-citizen=Iowa_City thonline=Dubuque amestrib=Ames
US.KS kansas=Wichita cjonline=Topeka ljworld=Lawrence hutchnews=Hutchinson salina=Salina
US.KY courier-journal=Louisville kentucky=Lexington messenger-inquirer=Owensboro bgdailynews=Bowling_Green
US.KY paducahsun=Paducah state-journal=Frankfort
US.LA nola=New_Orleans theadvocate=Baton_Rouge shreveporttimes=Shreveport theadvertiser=Lafayette thetowntalk=Alexandria
US.LA newsstar=Monroe houmatoday=Houma americanpress=Lake_Charles
US.ME pressherald=Portland bangordailynews=Bangor sunjournal=Lewiston centralmaine=Augusta
US.MD baltimoresun=Baltimore capitalgazette=Annapolis fredericknewspost=Frederick heraldmailmedia=Hagerstown
US.MD delmarvanow=Salisbury
US.MA bostonglobe=Boston boston=Boston bostonherald=Boston masslive=Springfield telegram=Worcester patriotledger=Quincy
US.MA lowellsun=Lowell eagletribune=Lawrence southcoasttoday=New_Bedford capecodtimes=Hyannis heraldnews=Fall_River
US.MA berkshireeagle=Pittsfield enterprisenews=Brockton gazettenet=Northampton salemnews=Salem
US.MI freep=Detroit detroitnews=Detroit mlive=Grand_Rapids lansingstatejournal=Lansing battlecreekenquirer=Battle_Creek
US.MI theoakpress=Pontiac record-eagle=Traverse_City thetimesherald=Port_Huron macombdaily=Mount_Clemens
US.MI hollandsentinel=Holland
US.MN startribune=Minneapolis twincities=Saint_Paul duluthnewstribune=Duluth postbulletin=Rochester
US.MN sctimes=Saint_Cloud mankatofreepress=Mankato winonadailynews=Winona
US.MS clarionledger=Jackson sunherald=Biloxi hattiesburgamerican=Hattiesburg djournal=Tupelo meridianstar=Meridian
US.MO stltoday=Saint_Louis kansascity=Kansas_City news-leader=Springfield columbiatribune=Columbia
US.MO columbiamissourian=Columbia joplinglobe=Joplin newstribune=Jefferson_City semissourian=Cape_Girardeau
US.MO newspressnow=Saint_Joseph
US.MT billingsgazette=Billings missoulian=Missoula greatfallstribune=Great_Falls helenair=Helena mtstandard=Butte
US.MT bozemandailychronicle=Bozeman
US.NE omaha=Omaha journalstar=Lincoln theindependent=Grand_Island nptelegraph=North_Platte
US.NV reviewjournal=Las_Vegas lasvegassun=Las_Vegas rgj=Reno nevadaappeal=Carson_City
US.NH unionleader=Manchester concordmonitor=Concord nashuatelegraph=Nashua seacoastonline=Portsmouth
US.NH sentinelsource=Keene
US.NJ nj=Newark northjersey=Hackensack app=Asbury_Park courierpostonline=Cherry_Hill pressofatlanticcity=Atlantic_City
US.NJ dailyrecord=Morristown mycentraljersey=Somerville trentonian=Trenton njherald=Newton
US.NM abqjournal=Albuquerque santafenewmexican=Santa_Fe lcsun-news=Las_Cruces
US.NY newsday=Melville nydailynews=New_York nypost=New_York buffalonews=Buffalo democratandchronicle=Rochester
US.NY timesunion=Albany syracuse=Syracuse lohud=White_Plains pressconnects=Binghamton uticaod=Utica silive=Staten_Island
US.NY poughkeepsiejournal=Poughkeepsie recordonline=Middletown dailygazette=Schenectady poststar=Glens_Falls
US.NY stargazette=Elmira ithacajournal=Ithaca watertowndailytimes=Watertown niagara-gazette=Niagara_Falls
US.NC charlotteobserver=Charlotte newsobserver=Raleigh greensboro=Greensboro news-record=Greensboro
US.NC journalnow=Winston-Salem fayobserver=Fayetteville starnewsonline=Wilmington citizen-times=Asheville
US.NC heraldsun=Durham gastongazette=Gastonia hickoryrecord=Hickory reflector=Greenville
US.ND inforum=Fargo bismarcktribune=Bismarck grandforksherald=Grand_Forks minotdailynews=Minot
US.OH cleveland=Cleveland dispatch=Columbus cincinnati=Cincinnati toledoblade=Toledo daytondailynews=Dayton
US.OH ohio=Akron beaconjournal=Akron vindy=Youngstown cantonrep=Canton springfieldnewssun=Springfield
US.OH newarkadvocate=Newark morningjournal=Lorain mansfieldnewsjournal=Mansfield limaohio=Lima news-herald=Willoughby
US.OH journal-news=Hamilton chroniclet=Elyria zanesvilletimesrecorder=Zanesville
US.OK newsok=Oklahoma_City oklahoman=Oklahoma_City tulsaworld=Tulsa swoknews=Lawton normantranscript=Norman
US.OR oregonlive=Portland registerguard=Eugene statesmanjournal=Salem bendbulletin=Bend mailtribune=Medford
US.PA philly=Philadelphia inquirer=Philadelphia post-gazette=Pittsburgh triblive=Pittsburgh mcall=Allentown
US.PA pennlive=Harrisburg lancasteronline=Lancaster goerie=Erie readingeagle=Reading ydr=York yorkdispatch=York
US.PA thetimes-tribune=Scranton timesleader=Wilkes-Barre citizensvoice=Wilkes-Barre lehighvalleylive=Easton
US.PA centredaily=State_College tribune-democrat=Johnstown theintell=Doylestown delcotimes=Chester
US.RI providencejournal=Providence projo=Providence newportri=Newport
US.SC thestate=Columbia postandcourier=Charleston greenvilleonline=Greenville goupstate=Spartanburg
US.SC myrtlebeachonline=Myrtle_Beach heraldonline=Rock_Hill islandpacket=Hilton_Head_Island independentmail=Anderson
US.SC scnow=Florence
US.SD argusleader=Sioux_Falls rapidcityjournal=Rapid_City aberdeennews=Aberdeen
US.TN commercialappeal=Memphis tennessean=Nashville knoxnews=Knoxville timesfreepress=Chattanooga
US.TN jacksonsun=Jackson theleafchronicle=Clarksville timesnews.net=Kingsport johnsoncitypress=Johnson_City
US.TX dallasnews=Dallas chron=Houston houstonchronicle=Houston star-telegram=Fort_Worth mysanantonio=San_Antonio
US.TX expressnews=San_Antonio statesman=Austin elpasotimes=El_Paso caller=Corpus_Christi lubbockonline=Lubbock
US.TX amarillo=Amarillo wacotrib=Waco beaumontenterprise=Beaumont themonitor=McAllen brownsvilleherald=Brownsville
US.TX gosanangelo=San_Angelo reporternews=Abilene timesrecordnews=Wichita_Falls tylerpaper=Tyler mrt=Midland oaoa=Odessa
US.TX news-journal=Longview galvnews=Galveston kdhnews=Killeen victoriaadvocate=Victoria lmtonline=Laredo
US.TX dentonrc=Denton theeagle=Bryan
US.UT sltrib=Salt_Lake_City deseretnews=Salt_Lake_City standard.net=Ogden heraldextra=Provo
US.VT burlingtonfreepress=Burlington rutlandherald=Rutland timesargus=Barre
US.VA timesdispatch=Richmond richmond=Richmond pilotonline=Norfolk dailypress=Newport_News roanoke=Roanoke
US.VA newsadvance=Lynchburg dailyprogress=Charlottesville newsleader=Staunton fredericksburg=Fredericksburg
US.VA godanriver=Danville insidenova=Woodbridge
US.WA seattletimes=Seattle seattlepi=Seattle thenewstribune=Tacoma spokesman=Spokane columbian=Vancouver
US.WA heraldnet=Everett theolympian=Olympia yakimaherald=Yakima bellinghamherald=Bellingham kitsapsun=Bremerton
US.WA tri-cityherald=Kennewick
US.WV wvgazettemail=Charleston wvgazette=Charleston herald-dispatch=Huntington dominionpost=Morgantown
US.WV theintelligencer.net=Wheeling newsandsentinel=Parkersburg register-herald=Beckley journal-news.net=Martinsburg
US.WI jsonline=Milwaukee madison=Madison greenbaypressgazette=Green_Bay postcrescent=Appleton journaltimes=Racine
US.WI lacrossetribune=La_Crosse leadertelegram=Eau_Claire kenoshanews=Kenosha sheboyganpress=Sheboygan
US.WI wausaudailyherald=Wausau thenorthwestern=Oshkosh
US.WY trib=Casper wyomingnews=Cheyenne
US.DC washingtoncitypaper=Washington wtop=Washington dcist=Washington
CA. thestar=Toronto torontosun=Toronto montrealgazette=Montreal vancouversun=Vancouver theprovince=Vancouver
CA. calgaryherald=Calgary calgarysun=Calgary edmontonjournal=Edmonton edmontonsun=Edmonton ottawacitizen=Ottawa
CA. winnipegfreepress=Winnipeg leaderpost=Regina thestarphoenix=Saskatoon lfpress=London windsorstar=Windsor
CA. thespec=Hamilton therecord=Kitchener timescolonist=Victoria thechronicleherald.ca=Halifax
CA. thetelegram=Saint_John's kingstonwhig=Kingston intelligencer.ca=Belleville
GB. manchestereveningnews.co.uk=Manchester liverpoolecho.co.uk=Liverpool birminghammail.co.uk=Birmingham
GB. yorkshirepost.co.uk=Leeds yorkshireeveningpost.co.uk=Leeds thestar.co.uk=Sheffield
GB. chroniclelive.co.uk=Newcastle_upon_Tyne
GB. nottinghampost=Nottingham leicestermercury.co.uk=Leicester bristolpost.co.uk=Bristol walesonline.co.uk=Cardiff
GB. edp24.co.uk=Norwich echo-news.co.uk=Basildon theargus.co.uk=Brighton oxfordmail.co.uk=Oxford
GB. thenorthernecho.co.uk=Darlington thepress.co.uk=York yorkpress.co.uk=York lep.co.uk=Preston
GB. stokesentinel.co.uk=Stoke-on-Trent
GB. coventrytelegraph.net=Coventry expressandstar=Wolverhampton shropshirestar=Telford derbytelegraph.co.uk=Derby
GB. hulldailymail.co.uk=Hull gazettelive.co.uk=Middlesbrough dailyecho.co.uk=Southampton portsmouth.co.uk=Portsmouth
GB. plymouthherald.co.uk=Plymouth eveningexpress.co.uk=Aberdeen pressandjournal.co.uk=Aberdeen thecourier.co.uk=Dundee
GB. eveningtelegraph.co.uk=Dundee scotsman=Edinburgh edinburghnews.scotsman=Edinburgh heraldscotland=Glasgow
GB. glasgowtimes.co.uk=Glasgow belfasttelegraph.co.uk=Belfast newsletter.co.uk=Belfast irishnews=Belfast
GB. standard.co.uk=London eadt.co.uk=Ipswich cambridge-news.co.uk=Cambridge lancashiretelegraph.co.uk=Blackburn
GB. thetelegraphandargus.co.uk=Bradford examinerlive.co.uk=Huddersfield gloucestershirelive.co.uk=Gloucester
GB. swindonadvertiser.co.uk=Swindon bournemouthecho.co.uk=Bournemouth southwalesargus.co.uk=Newport
IE. irishexaminer=Cork echolive.ie=Cork limerickleader.ie=Limerick connachttribune.ie=Galway
AU. smh.com.au=Sydney dailytelegraph.com.au=Sydney theage.com.au=Melbourne heraldsun.com.au=Melbourne
AU. couriermail.com.au=Brisbane brisbanetimes.com.au=Brisbane adelaidenow.com.au=Adelaide thewest.com.au=Perth
AU. perthnow.com.au=Perth canberratimes.com.au=Canberra themercury.com.au=Hobart ntnews.com.au=Darwin
AU. theherald.com.au=Newcastle illawarramercury.com.au=Wollongong goldcoastbulletin.com.au=Gold_Coast
AU. geelongadvertiser.com.au=Geelong townsvillebulletin.com.au=Townsville cairnspost.com.au=Cairns
AU. examiner.com.au=Launceston thecourier.com.au=Ballarat bendigoadvertiser.com.au=Bendigo
NZ. nzherald.co.nz=Auckland odt.co.nz=Dunedin
ZA. iol.co.za=Johannesburg dispatchlive.co.za=East_London heraldlive.co.za=Port_Elizabeth
"""


class Home(NamedTuple):
    """Where an outlet is at home: a settlement's name, and the code of its region or country."""

    city: str
    within: str


def home_of(host: str) -> Home | None:
    """The home of the outlet with this host (without "www."), if it is in the table; hosts below a known one too."""
    parts = host.lower().split(".")
    for i in range(len(parts) - 1):
        found = _homes().get(".".join(parts[i:]))
        if found:
            return found
    return None


@cache
def _homes() -> dict[str, Home]:
    made: dict[str, Home] = {}
    for line in _TABLE.split("\n"):
        within, *papers = line.split() or [""]
        for paper in papers:
            host, city = paper.split("=")
            made[host if "." in host else f"{host}.com"] = Home(city.replace("_", " "), within.rstrip("."))
    return made
