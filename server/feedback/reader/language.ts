import type { Reading } from '../../../contract/reading.ts'

/** Small words that one language has and its neighbours have not; folded. */
const SMALL: Record<string, string> = {
  fr: 'le les des du de la et est en un une que qui pour pas dans sur avec au aux ce cette ces je j il elle on nous vous ils sont mon ma mes votre vos c d l n qu s m a tres mais ou ete fait plus tout toujours jamais rien merci bien bonne bon accueil personnel parfait satisfait voiture rendez ras bof nul rapide sans chez suis etait ont aussi meme encore rapport travail',
  en: 'the and of to is in it was for that with my me you your they them their were have has had not this but on at be are he she we our very so no thanks thank good great nice car staff had did when what would could from by an as i don did after just all got there been it its well okay time again never rude receptionist customer customers unhappy happy disappointed lied liars unhelpful unfriendly unprofessional friendly helpful awful dreadful appalling rubbish pleased delighted satisfied dirty filthy slow quick fixed broken ignored polite kind waste ripped disrespectful dishonest',
  es: 'el los las y es en una que por para con muy no pero del al mi me lo se su sus gracias todo bueno coche',
  de: 'der die das und ist nicht ich sie wir ein eine mit sehr auf den dem zu war gut aber auch von bei wurde danke auto',
  it: 'il lo gli e di che non un una per con molto sono mi ma del della al questo grazie tutto bene macchina',
  pt: 'o os um uma e que nao com muito para por mas meu minha foi obrigado obrigada tudo bem carro dos das',
  nl: 'het een en is niet ik dat van voor met zeer maar ook bij werd dank auto goed mijn naar de',
}
/**
 * Words of the four neighbours that neither French nor English has, folded: what a customer says there of being served. One of them is enough where nothing
 * French or English stands beside it.
 */
const TELLING: Record<string, string> = {
  es: 'muy gracias servicio atencion pesimo pesima malo mala buena buenos excelente rapido lento nadie nunca siempre coche taller dinero mentira mentirosos estafa estafadores encantado encantada decepcionado decepcionada contento contenta recomiendo recomendable volvere vuelvo tambien porque cuando trato amable amables fatal horrorosa espera llamar llamaron dijeron estoy estaba fue fueron era hay tienen tengo todavia ayer hoy averia factura caro barato limpio sucio perfecto senor senora ustedes ellos esta esto mejor peor gusto',
  de: 'ich nicht sehr danke vielen dank gut schlecht schlechter schlechte schlechtes schrecklich furchtbar super leider niemand keiner kein keine immer noch wieder wurde wurden haben hatte hatten habe waren mich mir uns euch ihr ihnen unfreundlich freundlich freundlicher freundliche zufrieden unzufrieden enttauscht werkstatt meister rechnung teuer billig langsam schnell termin kunde kunden bedienung wartezeit unverschamt frechheit betrug betruger gelogen nie mehr empfehlen empfehlenswert gerne alles bestens perfekt toll prima klasse zuruckgerufen angerufen gewartet stunden auch oder weil dass beim zum zur vom einen einem einer meine mein meinem gefreut dauer schade rest laut hilfsbereit kompetent ordentlich kaputt stecken geblieben wochen tage zwei drei',
  it: 'servizio pessimo pessima ottimo ottima ottimi buono buona buonissimo eccellente grazie molto bene male gentile gentili gentilissimi cortese cortesi maleducato maleducati personale soddisfatto soddisfatta insoddisfatto deluso delusa delusi mai nessuno sempre ancora officina macchina auto tempi attesa lento veloce veloci caro economico truffa ladri bugiardi consiglio consigliato sconsiglio tornero tornare perche anche sono stato stata hanno abbiamo avuto dopo prima tutti niente nulla bravi bravissimi professionale disponibile disponibili meraviglioso orribile scarso scarsa scadente vergogna vergognoso peccato soldi fattura riparazione questa questo della degli delle nella dello',
  pt: 'muito obrigado obrigada servico atendimento pessimo pessima otimo otima bom boa ruim mau ma excelente rapido demorado nunca sempre ninguem carro oficina dinheiro mentira mentirosos burla ladroes satisfeito satisfeita insatisfeito desiludido desiludida contente recomendo voltarei volto tambem porque quando simpatico simpatica simpaticos atencioso atenciosos educado espera ligaram disseram estou estava foi foram tem tenho ainda ontem hoje amanha caro barato limpo sujo perfeito senhor senhora voces eles esta isto melhor pior gostei adorei nao pessoal gente vergonha',
  nl: 'niet heel goed goede slecht slechte slechter verschrikkelijk vreselijk dank bedankt niemand nooit altijd nog weer geen werd werden hebben heeft hadden mij ons jullie vriendelijk vriendelijke onvriendelijk tevreden ontevreden teleurgesteld garage rekening duur goedkoop traag snel snelle afspraak klant klanten bediening wachttijd schande oplichters oplichting gelogen aanrader aanbevolen graag alles prima perfect super geholpen gebeld teruggebeld gewacht uren ook omdat dat bij naar een mijn onze personeel uitstekend uitstekende netjes kapot weken dagen twee drie jammer klantvriendelijk dienst ervaring ik zeer',
  pl: 'bardzo dobrze dobra dobry dziekuje polecam nie jest obsluga serwis szybko zle fatalnie samochod',
  ro: 'foarte multumesc bine servicii rau masina recomand nu este sunt',
  tr: 'cok iyi tesekkurler kotu hizmet memnun degil berbat araba',
} // prettier-ignore

const small = (language: string): string[] => (SMALL[language] ?? '').split(' ')
/** Words of several languages tell of none: those of French and English, in whatever list they stand, are left there. */
const OURS = new Set([...small('fr'), ...small('en')])
const ALSO_OURS = new Set(
  'ma mala mal super perfect garage rest fatal auto prima caro era fut mine rapido gene esta nos dat ons gusto alles mir mal male toll stage duo personal personale contente espera gente drei twee mais tard bon boa hay tem fue fatale mau nu iyi die hat war man bald hier rate note den vent bei laut dauer klasse nie beim dank bene rau uns onze'.split(
    ' ',
  ),
)
/** French words that a neighbour has as well, and that French says twice in a breath (*mi-figue mi-raisin*): they tell of nobody. */
const NOBODYS = new Set('mi mai ma mon me non foi bon super sono'.split(' '))
const LANGUAGES = [...new Set([...Object.keys(SMALL), ...Object.keys(TELLING)])]
const SETS = LANGUAGES.map((language) => {
  const ours = language === 'fr' || language === 'en'
  const telling = (TELLING[language] ?? '').split(' ').filter((word) => word && !OURS.has(word) && !NOBODYS.has(word))
  return {
    language,
    small: new Set([...small(language).filter((word) => ours || !NOBODYS.has(word)), ...telling]),
    telling: new Set(telling.filter((word) => !ALSO_OURS.has(word))),
  }
})
/** Words looked at: the beginning of a text tells its language. */
const MOST = 60

/**
 * Which language a text is in, by its small words and those that no other has; `hint` decides where they say nothing or the same (*OK*, *parfait* alone, an emoji). A text
 * whose letters are not Latin, or whose words are another language’s, is `other`.
 */
export function languageOf(words: readonly string[], hint: 'fr' | 'en'): Reading['language'] {
  const seen = words.slice(0, MOST)
  // The halves of an emoji are no letters, though one of them may look like one.
  const foreign = seen.filter(
    (word) => word.charCodeAt(0) > 0x24f && !word.endsWith('\u001f') && /\p{L}/u.test(word),
  ).length
  if (foreign > seen.length / 2) return 'other'
  const counts = SETS.map(({ language, small, telling }) => ({
    language,
    // A word that no other language has counts twice.
    n: seen.reduce((sum, word) => sum + (telling.has(word) ? 2 : small.has(word) ? 1 : 0), 0),
    tells: seen.some((word) => telling.has(word)),
  }))
  const of = (language: string): number => counts.find((each) => each.language === language)?.n ?? 0
  const best = counts.reduce((a, b) => (b.n > a.n ? b : a))
  const other = hint === 'fr' ? 'en' : 'fr'
  if (best.n === 0 || of(hint) === best.n) return hint
  if (of(other) === best.n) return other
  if (best.language === 'fr' || best.language === 'en') return best.language
  // One small word alone does not make a text Spanish; one that only Spanish has does.
  const beside = Math.max(of('fr'), of('en'))
  if (best.n >= 2 && best.n > beside + (best.tells ? 0 : 1)) return 'other'
  return of(other) > of(hint) ? other : hint
}
