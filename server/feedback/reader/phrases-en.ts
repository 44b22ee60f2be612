import type { Phrase } from './phrases.ts'

const all = (key: string, says: string): Phrase[] => says.split(',').map((one) => ({ key, says: one.trim() }))

/** English, as it is typed. The keys are those of the French phrases where they say the same. */
export const PHRASES_EN: readonly Phrase[] = [
  // Who is lied to, looked down upon.
  ...all(
    'deceit',
    `lied|lying|liar|liars|lies, ripped|ripping|rip me|us|off|you, ripoff, scam|scams|scammed|scammer|scammers|scamming, conned|conman|conmen, con artist|artists|men|man|trick, cheat|cheats|cheated|cheating, crook|crooks|crooked, thief|thieves, robbed|robbery|robbers,
     fraud|frauds|fraudulent, deceived|deceitful|deception|deceptive|deceit, misled|mislead|misleading, dishonest|dishonesty, fleeced|swindled|swindle|swindlers|diddled|stitched|mugged|hoodwinked|duped|tricked, took|taken|take|taking me|us|you|people for a
     ride|mug|fool|fools|mugs, bare faced, bait and switch, shafted, betrayed`,
  ),
  ...all(
    'contempt',
    `looked|talked|spoke|spoken|talks|talk down to|on|at|her|his, rude|rudely|rudeness|rudest, condescending|condescension, patronising|patronised|patronizing|patronized|patronise, arrogant|arrogance, disrespect|disrespected|disrespectful|disrespectfully, no respect|manners|courtesy|empathy|compassion|decency,
     treated|treat|treats me|us|you|like like? a|an|dirt|rubbish|nothing|scum idiot?, lack|lacks|lacking|lacked of? respect|manners|courtesy|empathy|care, snotty|snooty|snobby|stuck|sneering|sneered, humiliated|humiliating|belittled|demeaning|mocked, laughed at, brushed|fobbed off|me|us, dismissive|dismissed,
     ignored|ignoring|ignores, hung up on, rolled his|her|their eyes, couldnt be bothered|arsed, shouted|yelled|swore|sworn at`,
  ),
  // Elsewhere, and nobody goes there.
  ...all(
    'not-elsewhere',
    `anywhere else, nowhere else, no reason to go|look|change|switch|leave, no need to go|look elsewhere, never go|going|look|looked elsewhere,
     wouldn t go|look elsewhere, won t go|be going|look elsewhere, not * going elsewhere, why go|look elsewhere`,
  ),
  // Nothing is worse.
  ...all('worst-said', `couldn t|cant|can t|could not get worse|any worse, no worse than, worst i ve|have|ever`),
  // Good, were it not for what is told.
  ...all('if-only', `would|wouldve|d be|been perfect|great|lovely|nice|good|ideal if`),
  // Said by a detour: nothing but delighted, no trouble too great.
  ...all(
    'other-than',
    `anything other|but than? delighted|happy|pleased|impressed|thrilled|satisfied, nothing * too much trouble|bother, nothing too much trouble`,
  ),
  // A recommendation turned round.
  ...all(
    'recommend-avoid',
    `recommend|advise|suggest avoiding|avoiding|avoid, recommend|advise|suggest you|everyone|people|anyone avoid|avoids, steer|stay clear|away,
     avoid this|at|like|them|these, worst enemy, worst enemies, would not|wouldn|wouldn t recommend, can t|cannot recommend $, can t|cannot
     recommend them|this|it, keep away, give * a miss, give this|them|it a wide berth`,
  ),
  ...all('cannot-say', `wouldnt say * was|were|is, cant say * was|were|is, cannot say, far from`),
  ...all('less-than-before', `used to be, not what it, not what they, less * than before, worse than before`),
  ...all(
    'farewell',
    `last time i|we come|use|go|buy|visit|bring|set|step|will|ever|deal, my new garage|dealer|mechanic|optician, close|closing|closed my|our account, not|never|wont see me|us again, never set|setting foot`,
  ),
  ...all('half-done', `half done|finished|fixed|repaired|cleaned|washed|fitted $, half a job, job half, half hearted`),
  ...all(
    'gone-missing',
    `phone|laptop|tablet|wallet|purse|coat|jacket|umbrella|bag|keys|key|fob|sunglasses|glasses|badge|satnav|documents|card|tools|jack|helmet|charger|change|cash|money|stroller|things|belongings|watch|parcel
     went|gone|had|has|have|is|are|was|were missing|disappeared|vanished|gone`,
  ),
  ...all('for-nothing', `thanks for nothing, thanks a lot for, thanks a bunch, slow clap`),
  ...all('where-others-failed', `where others, where two|three|other|every, nobody else could|would|managed`),
  ...all(
    'litotes',
    `could|couldve have? been? worse, have|ive known|seen|had worse, nothing was|is|were too much, nothing too much trouble, anything other than delighted|happy|pleased|impressed|perfect|satisfied, anything but delighted|happy|pleased|impressed|perfect,
     not bad, not too bad, not half bad, cant complain, cannot complain, couldnt complain, no complaint|complaints|complaining, no
     problem|problems|issue|issues|trouble|hassle|fuss|drama|dramas|worries|regrets|surprises|stress|waiting|wait|pressure|nonsense, not
     disappointed, wasnt disappointed, never disappointed|disappoint, never let down, never let me, nothing to
     complain|add|fault|report|criticise, couldnt fault, cant fault, cannot fault, couldnt be happier|better|more, couldnt ask for, cant ask for,
     could not be, without a|any problem|hitch|fuss|hassle|delay|quibble, not unhappy, as expected, all good, all fine, no faults|fault, nothing
     but good|praise, hard to fault|beat, no nasty|hidden|hard, dont regret, no regrets, zero issues|problems|complaints|hassle|pressure`,
  ),
  ...all(
    'negation-bad',
    `not happy|impressed|good|great|satisfied|acceptable|ideal|helpful|professional|worth|pleased|fixed|ready|done|right|recommend|what, wasnt
     happy|impressed|good|great|helpful|ready|fixed|done|worth, isnt good|fixed|right|acceptable, wouldnt say|recommend|call, would not
     recommend|say, dont recommend, do not recommend, cant recommend, cannot recommend, couldnt care, no one|body, nobody, no
     answer|reply|response|apology|explanation|update|updates|contact|call|callback|communication|follow|sign|notice|news, not a word|single,
     never called|rang|heard|got|received|replied|answered|arrived|showed|turned, still not, still no, still nothing, still waiting, still
     havent|hasnt|isnt, not once, didnt even|bother|fix|work|call|listen|help|care, havent heard, hasnt been, without
     telling|asking|warning|notice|explanation, leaves a lot, nothing was, not even, not up to, not the best`,
  ),
  ...all(
    'half',
    `meh, ok, okay, so so, average, mixed, it was ok|okay|fine|alright, alright, could be better|worse, fair enough, nothing special, middling,
     neither, not sure, decent but, hit and miss, hit or miss, ok but, fine but, good but`,
  ),
  ...all(
    'irony',
    `be perfect|great|nice|lovely if,
     thanks for nothing, thanks a lot, well done, good luck, what a joke, a joke, what a service, great job, bravo, slow clap,
     lovely|great|nice|brilliant touch|way, apparently, for that price, for that money, at these|those prices, how nice, very funny, you had one,
     must be`,
  ),
  ...all(
    'than-before',
    `used to be, not what it, not what they, gone downhill, going downhill, since the takeover|change, less * than before, worse than, was
     better, standards have, better elsewhere, cheaper elsewhere, the last place, down the road`,
  ),
  ...all(
    'than-others',
    `better than, unlike the|other|my|most, other garage|garages|dealer|dealers|place|places|shop|shops *
     gave|couldnt|wouldnt|failed|missed|wanted|quoted, three other, two other, last garage, finally a|an|someone, at last a|someone, first time *
     ever, never had such, never been treated|so, best * ever, rare these, hard to find`,
  ),
  ...all(
    'resolved',
    `sorted, sorted it|out|within|same|straight, put it right, put right, made it right, fixed it straight|same|immediately|without, in the end,
     resolved, apologised, apologized, saved the|my|our, all sorted, to be fair, credit where, no quibble`,
  ),
  ...all(
    'would-have',
    `be perfect|great|nice|lovely if, perfect if it|you|they|someone,
     would have|ve been|liked|preferred|appreciated, wouldve been|liked|appreciated, could have|ve, couldve, should have|ve, shouldve, shame,
     pity, expected better|more, was expecting, was hoping, wish`,
  ),
  ...all(
    'kept',
    `as promised, kept * promise|word, on time, ahead of, earlier than, sooner than, on budget, to the penny, exactly as, as quoted, price
     quoted, as agreed, thanks for calling|ringing, rang me|back, called me back, called back when`,
  ),
  ...all(
    'enthusiasm',
    `highly recommend, would recommend, will recommend, definitely recommend, recommend, will be back, ill be back, coming back, will return,
     thank you, many thanks, thanks to, thanks for, well worth, top notch, top|first class, five stars, # stars, brilliant, fantastic, excellent,
     superb, spot on, love it|this|them, loved, very happy|pleased|good|helpful|friendly|professional|impressed, so happy|helpful|pleased|kind,
     delighted, hats off, keep it up, above and, went out of, gem, legend|legends, a pleasure, perfect, great`,
  ),
  ...all(
    'callback',
    `call me, ring me, phone me, contact me|us, email me|us, text me, call back, ring back, get back to, get in touch, let me|us know, please
     call|ring|contact|phone|reply|respond|advise|confirm|explain|email|tell|let, pls call|ring|contact|reply, can someone|somebody|you|anyone,
     could someone|somebody|you|anyone, can you please, would someone, someone please, somebody please, id like|appreciate a|to|someone|an, i
     would like|appreciate a|to|someone|an, want a|an|someone call|callback|explanation|answer|to, need a|an|someone call|callback|answer|to,
     awaiting your|a, await your|a, waiting for your|an, expect a|an call|answer|explanation|reply|response, my number, reach me, reply please,
     when can|will, give me|us a, speak to|with someone|somebody|the|a, look forward to`,
  ),
  ...all(
    'called-back',
    `called me back, rang me back, called back, rang back, no need to, dont call|ring, stop calling|ringing|texting|emailing, thanks for
     calling|ringing|getting, thank you for calling|ringing|getting, got back to me, rang to check|see, called to check|see`,
  ),
  ...all(
    'promise',
    `promised, promise, was told|promised|assured|quoted|supposed|meant, were told|promised|supposed|meant, told me|us, said
     he|she|they|it|youd|youll|hed|theyd|you, you said, they said, supposed to, meant to, assured me, assured, quoted, instead of, quote *
     charged|bill|paid, charged * quote|quoted, agreed, booked * but|wasnt, reserved, still waiting, never
     arrived|came|happened|called|rang|materialised, still havent|hasnt|no|not, havent had, was due, were going to, was going to, guaranteed,
     monday|tuesday|wednesday|thursday|friday, weeks later, months later, no sign`,
  ),
  ...all(
    'leaving',
    `never again, last time, never coming|going|using|buying|return|returning, wont be back|returning|using|coming|going, will not be, not
     coming|going|returning back, not be back, going elsewhere, go elsewhere, went elsewhere, gone elsewhere, take my|our
     business|custom|money|car, taking my|our, took my|our|it elsewhere|business|custom, lost a|my|our|another|me customer|custom|business|as,
     lost me, lost us, losing a, looking elsewhere, look elsewhere, looking for another|a, another garage|dealer|dealership|shop|place, switch~,
     somewhere else, try * else, avoid, stay away, steer clear, cancel~, bye, goodbye, im done, done with, im off, im out, next one|car|service
     elsewhere|will, elsewhere, find another, competitor|competition, wouldnt go|use|return|come, wont use|buy|return|go, your competitor,
     customer for * but`,
  ),
  ...all(
    'staying',
    `ill be back, will be back, well be back, be back, will return, wont go anywhere, wouldnt go anywhere, not going anywhere, customer for life,
     left my|our|the old|previous|last, switched to|from, moved from, see you, next year, loyal, coming back, keep coming`,
  ),
  ...all(
    'urgent',
    `danger~, unsafe, safety, brake|brakes fail~|failed|dont|not|went|gone|squeal|spongy|soft, brake|brakes|braking,
     scared|afraid|frightened|terrified, could have|ve * killed|died|crashed|accident|serious, killed, nearly, accident, crash|crashed, wheel *
     loose|off|nuts|fell, wheel, loose, smoke|smoking|fire|burning|sparks, broke down, broken down, breakdown, stranded, stuck,
     motorway|highway|freeway|hard, with * kids|baby|children|child|daughter|son|toddler,
     solicitor|lawyer|court|legal|sue|suing|attorney|ombudsman, trading standards, small claims, consumer, urgent|urgently, asap, today,
     immediately, right away, tonight, this morning|afternoon, steering, airbag|airbags, tyre|tyres|tire|tires * burst|bald|blew|flat|worn,
     leak|leaking, petrol|fuel|gas smell, warning light, light * back|on|again|came, wont start, injur~, burn|burned|burnt, shock, police,
     recall, carbon monoxide`,
  ),
  ...all(
    'not-urgent',
    `no rush, not urgent, no hurry, whenever, when you can|get, nothing serious, not serious, nothing urgent`,
  ),
  ...all(
    'question',
    `can you, could you, do you, are you, is it, is there, when will|is|can|are, how much|long|do|many|come, why, what is|are|about, whats,
     where, who do, should i, will you|it|my`,
  ),
  ...all(
    'suggestion',
    `you should, should, would be nice|good|great|helpful|better, it would, maybe, perhaps, suggest|suggestion, could do with, need~
     more|a|to|better, how about, why not, consider, more parking|seats|choice|staff|space, please add|put|open|offer|provide, room for
     improvement, could improve, improve|improvement, if only, an idea, only thing, if you could`,
  ),
  ...all(
    'thanks',
    `thank you, thanks, thankyou, thx, ta, cheers, grateful, well done, kudos, shout out, shoutout, appreciate~, bravo, hats off`,
  ),
]
