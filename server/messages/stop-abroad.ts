import { fold } from '../plain/fold.ts'

/**
 * A no in the languages that customers write beside French and English. A language is: words that are a no by themselves, what is sent, how one asks not to
 * be sent it (`_` is what is sent), and courtesy. « Annulla », « cancelar », « iptal » are left to a person, as « annuler » is: they cancel appointments. So is
 * the Turkish « dur », which in French answers a quote.
 */
const LANGUAGES: readonly { alone: string; sent: string; asks: string; around: string }[] = [
  {
    alone:
      'abmelden|abmeldung|abbestellen|abbestellung|austragen|stoppen|aufhören|schluss|melden sie mich ab|bitte abmelden|löschen sie mich|lassen sie mich in ruhe',
    sent: 'sms|werbung|nachrichten|mails|e mails|emails|newsletter|anrufe|angebote|kontakt|kontaktaufnahme',
    asks: 'keine _ mehr|keine weiteren _|keine _|ich möchte keine _ mehr|ich will keine _ mehr|ich möchte keine _ mehr erhalten|ich möchte keine _ mehr bekommen|ich will keine _ mehr erhalten|ich will keine _ mehr bekommen|ich wünsche keine _ mehr|schicken sie mir keine _ mehr|senden sie mir keine _ mehr|schreiben sie mir nicht mehr|kontaktieren sie mich nicht mehr|hören sie auf|hören sie auf mir zu schreiben',
    around: 'bitte|danke|guten tag|hallo|vielen dank|mit freundlichen grüßen|mfg|stop|stopp',
  },
  {
    alone:
      'baja|darme de baja|dar de baja|dame de baja|deme de baja|denme de baja|quiero darme de baja|basta|basta ya|parar|paren|para ya|desuscribir|desuscribirme|bórrenme|déjenme en paz|dejadme en paz',
    sent: 'sms|mensajes|mensaje|publicidad|correos|emails|ofertas|promociones|llamadas|spam|nada',
    asks: 'no más _|no mas _|no quiero más _|no quiero recibir _|no quiero recibir más _|no deseo recibir más _|no deseo recibir _|no me envíen más _|no me envíe más _|no me manden más _|no me mandéis más _|no me enviéis más _|dejen de enviarme _|dejad de enviarme _|dejen de escribirme|no me escriban más|no me contacten más|no me contacten',
    around: 'por favor|gracias|hola|buenos días|buenas|saludos|stop',
  },
  {
    alone:
      'basta|alt|smettetela|smettila|cancellatemi|cancellami|disiscrivetemi|disiscrivimi|disiscrizione|disiscrivermi|fermatevi|lasciatemi in pace',
    sent: 'sms|messaggi|messaggio|pubblicità|mail|email|offerte|promozioni|chiamate|niente|nulla',
    asks: 'non voglio più _|non voglio più ricevere _|non voglio ricevere _|non desidero più ricevere _|non desidero ricevere _|basta _|niente più _|più nessun _|non mandatemi più _|non inviatemi più _|non mandate più _|non scrivetemi più|non contattatemi più|smettete di scrivermi|smettete di inviarmi _',
    around: 'per favore|grazie|prego|buongiorno|salve|ciao|cordiali saluti|stop',
  },
  {
    alone:
      'chega|parar|pare|parem|sair|descadastrar|cancelar subscrição|anular subscrição|remover me|removam me|retirem me da lista|deixem me em paz',
    sent: 'sms|mensagens|mensagem|publicidade|emails|ofertas|promoções|chamadas|spam|nada',
    asks: 'não quero mais _|não quero receber mais _|não quero mais receber _|não quero receber _|não desejo receber mais _|não desejo receber _|não me enviem mais _|não enviem mais _|não me mandem mais _|parem de me enviar _|parem de enviar _|não me contactem mais|não me contatem mais|não me escrevam mais',
    around: 'por favor|obrigado|obrigada|olá|bom dia|boa tarde|se faz favor|cumprimentos|stop',
  },
  {
    alone: 'afmelden|afmelding|uitschrijven|uitschrijving|stoppen|meld me af|schrijf me uit|laat me met rust|ophouden',
    sent: 'sms|smsen|berichten|bericht|reclame|mails|mail|e mails|aanbiedingen|telefoontjes',
    asks: 'geen _ meer|ik wil geen _ meer|ik wil geen _ meer ontvangen|ik wens geen _ meer te ontvangen|stuur me geen _ meer|stuur mij geen _ meer|stop _|stop met _|neem geen contact meer op|contacteer me niet meer',
    around: 'aub|a u b|alstublieft|alsjeblieft|dank u|bedankt|hallo|goedendag|groeten|mvg|stop',
  },
  {
    alone:
      'rezygnuję|rezygnacja|wypisz|wypisz mnie|proszę mnie wypisać|wypisuję się|koniec|dość|przestańcie|dajcie mi spokój',
    sent: 'sms|smsów|sms y|smsy|wiadomości|reklam|reklamy|maili|ofert|ofertę|oferty',
    asks: 'nie chcę _|nie chcę więcej _|nie chcę już _|nie chcę otrzymywać _|nie chcę więcej otrzymywać _|nie życzę sobie _|proszę nie wysyłać _|proszę nie wysyłać więcej _|nie wysyłajcie mi więcej _|nie wysyłajcie więcej _|proszę do mnie nie pisać|nie piszcie do mnie|proszę się ze mną nie kontaktować',
    around: 'proszę|dziękuję|dzień dobry|witam|pozdrawiam|stop',
  },
  {
    alone:
      'стоп|отписаться|отпишите|отпишите меня|отписка|отписать|хватит|прекратите|довольно|отстаньте|уберите меня из списка|удалите меня',
    sent: 'смс|сообщения|сообщений|рекламу|рекламы|письма|спам|рассылку|предложения',
    asks: 'не хочу получать _|не хочу больше получать _|больше не хочу получать _|не присылайте _|не присылайте мне _|не присылайте больше _|больше не присылайте _|не присылайте мне больше _|не пишите мне больше|не пишите больше|больше не пишите|больше не пишите мне|не пишите мне|не пишите|прекратите присылать _|хватит присылать _',
    around: 'пожалуйста|спасибо|здравствуйте|добрый день|stop',
  },
  {
    alone:
      'توقف|توقفوا|قف|أوقف|أوقفوا|إيقاف|كفى|كفاية|إلغاء الاشتراك|الغاء الاشتراك|أوقفوا الرسائل|أوقف الرسائل|احذفوني',
    sent: 'رسائل|الرسائل|إعلانات|الإعلانات|عروض|شيئا',
    asks: 'لا أريد _|لا أريد المزيد من _|لا ترسلوا _|لا ترسلوا لي _|لا ترسلوا لي المزيد من _|لا ترسل لي _|لا تراسلوني|لا تتصلوا بي',
    around: 'شكرا|من فضلك|من فضلكم|مرحبا|السلام عليكم|stop',
  },
  {
    alone:
      'durdur|durdurun|ret|çık|listeden çık|üyelikten çık|beni listeden çıkarın|aboneliği iptal et|yeter|rahat bırakın',
    sent: 'mesaj|mesajlar|sms|reklam|mail|e posta|teklif',
    asks: '_ istemiyorum|artık _ istemiyorum|_ almak istemiyorum|artık _ almak istemiyorum|_ göndermeyin|bana _ göndermeyin|artık _ göndermeyin|bana artık _ göndermeyin|_ atmayın|bana yazmayın|beni aramayın',
    around: 'lütfen|teşekkürler|teşekkür ederim|merhaba|iyi günler|stop',
  },
  {
    alone: 'dezabonare|dezabonați mă|dezabonează mă|mă dezabonez|opriți|încetați|destul|gata|lăsați mă în pace',
    sent: 'sms|sms uri|mesaje|reclame|mailuri|oferte|nimic',
    asks: 'nu mai vreau _|nu mai vreau să primesc _|nu vreau să primesc _|nu doresc _|nu mai doresc _|nu mai doresc să primesc _|nu îmi mai trimiteți _|nu mi mai trimiteți _|nu mai trimiteți _|nu mă mai contactați|nu mă contactați',
    around: 'vă rog|te rog|mulțumesc|bună ziua|salut|stop',
  },
  { alone: '退订|停止|取消订阅|不要再发了|别再发了', sent: '短信', asks: '不要再发_|别再发_', around: '谢谢|请' },
]

/** Written as one says it, compared as it is folded; the bars and `_` stay. */
const folded = (text: string): string =>
  text
    .split('|')
    .map((phrase) => phrase.split('_').map(fold).join(' _ ').trim())
    .join('|')

const STOPS = LANGUAGES.map(({ alone, sent, asks, around }) => {
  const object = `(?:${folded(sent)})`
  const no = `(?:${folded(alone)}|${folded(asks).replaceAll('_', object)})`
  const polite = `(?:${folded(around)})`
  return new RegExp(`^(?:${polite} )*${no}(?: (?:${polite}|${no}))*$`, 'u')
})

/** What nobody says of an advertisement: longer than this, a person reads it. */
const MOST = 120

/** Is the whole of it a no, in one of these languages? What holds another word is for a person. */
export function isStopAbroad(text: string): boolean {
  if (text.length > 4 * MOST) return false
  const said = fold(text)
  return said.length > 0 && said.length <= MOST && STOPS.some((stop) => stop.test(said))
}

/** Of all they are reached by. */
const EVERYWHERE =
  /\b(?:kontaktieren|kontakt\w*|contacten|contactem|contatem|contattatemi|contacteer|contact|contactati|kontaktowac)\b/u
export const isSaidOfAllAbroad = (text: string): boolean => EVERYWHERE.test(fold(text))
