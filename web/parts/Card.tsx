import { ActionIcon } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import type { Because } from '../../contract/because.ts'
import { vehicleIn } from '../../contract/vehicle-look.ts'
import type { Card as CardData, Why } from '../../contract/visits.ts'
import { useWords } from '../words/words.tsx'
import { BecauseList } from './BecauseList.tsx'
import classes from './Card.module.css'
import { Sure } from './Sure.tsx'
import { clockText } from './when.ts'

/** A vehicle as one would point it out: « berline Peugeot 508, blanche », “white Peugeot 508 saloon”. */
export function useVehicleWords(): (vehicle: CardData['vehicle']) => string {
  const { locale } = useWords()
  return (vehicle) => (vehicle ? vehicleIn(locale, vehicle) : '')
}

/** A reason for coming, in words: « Rendez-vous atelier de 10:30 ». */
export function useWhyWords(zone?: string): (why: Why) => string {
  const { t, word, locale } = useWords()
  return (why) =>
    t(`why.${why.code}`, {
      service: why.service ? word('service', why.service) : '',
      when: why.at ? clockText(new Date(why.at), locale, zone) : 'none',
    }).trim()
}

/** The name as they say it: its written sound, and the recording under one tap. */
export function Said({ card, voiceUrl }: { card: CardData; voiceUrl: string | null }) {
  const { t } = useWords()
  const audio = useRef<HTMLAudioElement>(null)
  if (!card.pronunciation && !voiceUrl) return null
  return (
    <span className={classes.said}>
      {voiceUrl && (
        <>
          <ActionIcon
            radius="xl"
            variant="light"
            aria-label={t('card.play', { name: card.name })}
            onClick={() => void audio.current?.play().catch(() => {})}
          >
            <IconPlayerPlayFilled size={18} aria-hidden />
          </ActionIcon>
          {/* biome-ignore lint/a11y/useMediaCaption: the recording is a name, and the name is written beside it */}
          <audio ref={audio} src={voiceUrl} preload="none" />
        </>
      )}
      {card.pronunciation && <em>{card.pronunciation}</em>}
    </span>
  )
}

interface CardProps {
  /** Where an address leads to. */
  id?: string
  card: CardData
  zone?: string | undefined
  voiceUrl: string | null
  /** Staff id of the reader: « vous » instead of their own name. */
  me?: string | undefined
  /** Above the name, at the left: which door, when. */
  place: ReactNode
  /** Above the name, at the right: how long they wait, or what is done. */
  state: ReactNode
  /** Asks for a hand now: edged in kaki. */
  urgent?: boolean
  /** They call: someone answers, nobody goes. */
  calling?: boolean
  actions?: ReactNode
  /** At the end of a line of the three: the hand that says it was said. */
  said?: ((line: 'say' | 'thank' | 'mind') => ReactNode) | undefined
}

/**
 * THE CARD: what one can read in three seconds while walking. Who (as they say it), why and how sure, who goes,
 * one thing to say, one to thank for, one to mind. Everything else is one tap further, on their page.
 */
export function Card({
  id,
  card,
  zone,
  voiceUrl,
  me,
  place,
  state,
  urgent = false,
  calling = false,
  actions,
  said,
}: CardProps) {
  const { t, locale } = useWords()
  const vehicle = useVehicleWords()(card.vehicle)
  const whyWords = useWhyWords(zone)
  const [why, ...others] = card.why
  // What made us sure is said once, beside how sure.
  const less = others.filter((one) => !card.because.some(({ code }) => code === one.code))
  // Only a reason that adds something is read: « son conseiller » and « pour ce service » are said by the role, and the language here is everybody’s.
  const known = (code: string) =>
    code.startsWith('is-') || code === 'looks-after' || (code === 'speaks' && card.language === locale)
  const chosen = card.who?.because.filter(({ code }) => !known(code)) ?? []
  const address = [
    card.addressAs && card.addressAs !== card.name ? t('card.say-as', { said: card.addressAs }) : '',
    card.formality === 'tu' ? t('card.tu') : '',
    card.language === locale
      ? ''
      : t('card.speaks', {
          language: new Intl.DisplayNames(locale, { type: 'language' }).of(card.language) ?? card.language,
        }),
  ].filter(Boolean)
  return (
    <article
      id={id}
      tabIndex={id ? -1 : undefined}
      className={`${classes.card} surface`}
      data-urgent={urgent || undefined}
      aria-label={card.name}
    >
      <div className={classes.top}>
        <span className="dim">{place}</span>
        {state}
      </div>
      <div className={classes.who}>
        <h3 className={classes.name}>
          <Link to="/customers/$id" params={{ id: card.customerId }}>
            {card.name}
          </Link>
        </h3>
        <Said card={card} voiceUrl={voiceUrl} />
      </div>
      {address.length > 0 && <p className={classes.address}>{address.join(' · ')}</p>}
      {card.vehicle && (
        <p className={classes.vehicle}>
          {vehicle}
          {card.vehicle.plate && <span className={classes.plate}>{card.vehicle.plate}</span>}
        </p>
      )}
      <div className={classes.why}>
        <p className={classes.reason}>
          {why ? whyWords(why) : t('why.unknown')}
          {why?.text && <span className={classes.text}> {why.text}</span>}
        </p>
        <p className={classes.because}>
          <Sure certainty={card.certainty} probability={card.probability} />
          <BecauseList because={card.because} />
        </p>
        {less.length > 0 && <p className={classes.less}>{less.map(whyWords).join(' · ')}</p>}
      </div>
      <Hints say={card.say} thank={card.thank} mind={card.mind} done={card.said} hand={said} />
      {card.who && (
        <p className={classes.goes}>
          {card.who.staffId === me ? (
            <strong>{t('card.you')}</strong>
          ) : (
            <>
              <span className="dim">{t(calling ? 'card.who-call' : 'card.who')}</span> <strong>{card.who.name}</strong>
            </>
          )}
          {`, ${t(`card.as-${card.who.as}`)}`}
          {chosen.length > 0 && (
            <>
              {' · '}
              <BecauseList because={chosen} />
            </>
          )}
        </p>
      )}
      {actions && <div className={classes.actions}>{actions}</div>}
    </article>
  )
}

interface HintsProps extends Record<'say' | 'thank' | 'mind', Because | null> {
  /** Which were said already. */
  done?: CardData['said'] | undefined
  hand?: CardProps['said'] | undefined
}

/** One thing to say, one to thank for, one to mind: at most these three. */
function Hints({ say, thank, mind, done = [], hand }: HintsProps) {
  const { t, because } = useWords()
  const hints = [
    ['say', say],
    ['thank', thank],
    ['mind', mind],
  ] as const
  if (!say && !thank && !mind) return null
  return (
    <dl className={classes.hints}>
      {hints.map(([kind, reason]) =>
        reason ? (
          <div key={kind} data-kind={kind} data-said={done.includes(kind) || undefined}>
            <dt>{t(`card.${kind}`)}</dt>
            <dd>
              {because(reason)}
              {hand?.(kind)}
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
