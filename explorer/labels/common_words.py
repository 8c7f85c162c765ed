"""Words that are no names, whatever their capitals: interjections, function words, keys of metadata, roles.

The lists are short on purpose: they only keep sentences from being taken for labels where nothing else tells.
"""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


INTERJECTIONS = _words(
    "ok okay o.k yes yeah yep yup no nope nah so right sure well oh ah aha uh um umm uhm hm hmm mhm mm-hmm mm huh",
    "wow exactly correct absolutely definitely indeed totally agreed true false great good nice cool perfect fine",
    "amazing thanks thank you cheers hello hi hey bye goodbye welcome please sorry pardon what why how really",
    "maybe perhaps certainly interesting fascinating awesome excellent beautiful wonderful fantastic brilliant",
    "anyway anyways now then alright always never ever more less and but or yet also still again today tomorrow",
    "yesterday here there ja nein doch genau also stimmt danke bitte oui non merci voilà donc bon sí si claro",
    "bueno gracias sim não да нет так はい いいえ うん ええ 是 是的 对 不 嗯 好 好的 네 아니요 نعم لا हाँ नहीं",
)
FUNCTION_WORDS = _words(
    "and",
    "a an the this that these those it its it's i i'm i’m i'd i’d i've i’ve i'll i’ll me my mine we we're we’re",
    "we've our us you you're you’re your he he's he’s him his she she's she’s her they they're they’re them their",
    "who whom whose which what what's what’s where when why how there there's there’s here here's here’s is isn't",
    "isn’t are was were be been being am do does did done don't don’t has have had can could will would shall",
    "should may might must not if because as until while at by for with about against between into through during",
    "before after above below to from up down in out on off over under then once all any both each few more most",
    "other some such only own same than too very just but so let's let’s that's that’s it’s like said says asked",
    "told think thought know mean first second third next last finally another every many much someone something",
    "anything everything nothing nobody everybody however therefore thus hence although though since whether",
    "perhaps of or nor also ever never make makes made take get got go goes going went say want need look see",
    "call called",
)
NO_NAMES = _words(
    "break jingle clip ad advert advertisement intermission song example examples note notes nb ps p.s update",
    "edit edited source sources link links warning summary conclusion introduction intro outro time date title",
    "topic topics chapter section part step rule point reason problem solution fact result results tip hint",
    "caution quote quotes reference references credits credit music editor editing producer produced transcript",
    "transcription transcribed translated translation website web twitter email e-mail phone address sponsor",
    "sponsors sponsored subscribe disclaimer copyright recorded recording published photo photos image images",
    "video audio episode podcast show series tags tag category categories language duration length url location",
    "related subject re fwd attendees participants speakers agenda contents timestamps outline meeting read more",
    "follow support question-time definition theorem proof lemma remember imagine suppose consider think thinking",
    "listen look wait fun-fact tl;dr tldr caveat bonus pro con pros cons option case idea goal scene act verse",
    "chorus page figure table monday tuesday wednesday thursday friday saturday sunday january february march",
    "june july august september october november december beispiel hinweis anmerkung quelle exemple remarque",
    "source ejemplo nota fuente",
)
PARTICLES = _words(
    "de del dela della der den des di da do dos das du d la le les lo el al bin ibn ben bint abu van von vom zu",
    "zum zur ter ten te af av och og und et e y i and of the & st san santa mac mc ap o",
)
ROLES = _words(
    "professor prof associate assistant director founder co-founder cofounder ceo cto coo cfo chief president",
    "chairman chair author writer editor journalist reporter correspondent host co-host guest researcher",
    "scientist engineer developer senior junior head lead leader fellow student phd ph.d doctor dr teacher",
    "lecturer partner investor manager analyst consultant speaker moderator interviewer producer artist",
    "philosopher physicist mathematician economist historian psychologist biologist executive vice vp member born",
    "works worked lives joined teaches stopped started left joined entered transcription contributor columnist",
    "entrepreneur",
)
