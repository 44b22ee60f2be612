import { Button, UnstyledButton } from '@mantine/core'
import {
  IconChevronDown,
  IconChevronUp,
  IconFolder,
  IconHeart,
  IconMessageReply,
  IconPencil,
  IconQuote,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { leaningOf, type Verbatim } from '../../../contract/feedback.ts'
import { honestPercent } from '../../parts/honest-percent.ts'
import { KeyHint } from '../../parts/KeyHint.tsx'
import { Face } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useZoneOf } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Correct } from './Correct.tsx'
import { AnswerWords } from './cases/AnswerWords.tsx'
import { WhoIsMeant } from './cases/Thanks.tsx'
import { FollowUpsSaid } from './FollowUpsSaid.tsx'
import { ByWhichWords, MarkedWords } from './MarkedWords.tsx'
import { wholeOf } from './marked-words.ts'
import { NosHeard, NoWasNone } from './SaidNo.tsx'
import { AlertIcon, BAND_TONE, LEANING_ICON, LEANING_TONE, leaningOfSign, scoreOf, useThemeName } from './says.ts'
import { Unquote } from './Unquote.tsx'
import classes from './Voice.module.css'

export type Opened = 'correct' | 'why' | 'answer' | null

interface LineProps {
  verbatim: Verbatim
  open: Opened
  show: (what: Opened) => void
  /** Letters are on: their hints are drawn. */
  letters: boolean
  /** More that can be done with it. */
  actions?: ReactNode
  below?: ReactNode
  /** On the page of its own case: who it is stands above, and one answers there. */
  bare?: boolean
  /** In a list of many: on a telephone a few lines of it, and the rest by one touch. */
  folds?: boolean
}

/** What one customer wrote: who, where, how good, their words, and what they are about. */
export function VerbatimLine({
  verbatim,
  open,
  show,
  letters,
  actions,
  below,
  bare = false,
  folds = false,
}: LineProps) {
  const { t } = useWords()
  const panel = `correct-${verbatim.id}`
  // On a telephone the one thing to do next stands there; the rest is one touch away.
  const [all, showAll] = useState(false)
  const rest = `rest-${verbatim.id}`
  const toggle = (what: Exclude<Opened, null>) => show(open === what ? null : what)
  const fold = () => {
    showAll(false)
    if (open !== null) show(null)
  }
  const whole = all || open !== null
  const folded = folds && !whole
  return (
    <div className={classes.whole} data-folded={folded || undefined}>
      <Head
        verbatim={verbatim}
        bare={bare}
        unfold={folds && <Unfold verbatim={verbatim} whole={whole} toggle={() => (whole ? fold() : showAll(true))} />}
      />
      {verbatim.text && <MarkedWords said={verbatim} />}
      <FollowUpsSaid followUps={verbatim.followUps} language={verbatim.language} />
      <div className={classes.foot}>
        <Findings verbatim={verbatim} bare={bare} />
        <div className={classes.acts}>
          {!bare && <Care verbatim={verbatim} open={open} toggle={() => toggle('answer')} />}
          {!folds && (
            <Button
              className={classes.moreActs ?? ''}
              variant="subtle"
              size="sm"
              h={44}
              aria-expanded={all}
              aria-controls={rest}
              onClick={() => showAll(!all)}
            >
              {t(all ? 'inbox.less-acts' : 'inbox.more-acts')}
            </Button>
          )}
          <span id={rest} className={classes.rest} data-open={whole || undefined}>
            {verbatim.mayAct && (
              <Button
                variant="default"
                size="sm"
                h={44}
                aria-expanded={open === 'correct'}
                {...(open === 'correct' ? { 'aria-controls': panel } : {})}
                leftSection={<IconPencil size={18} aria-hidden />}
                onClick={() => toggle('correct')}
              >
                {t('inbox.correct')}
                {letters && <KeyHint keys={['C']} />}
              </Button>
            )}
            {verbatim.quote && verbatim.mayAct && <Unquote id={verbatim.id} />}
            {verbatim.saidNo.length > 0 && verbatim.mayAct && <NoWasNone id={verbatim.id} />}
            {actions}
            <Button variant="subtle" size="sm" h={44} aria-expanded={open === 'why'} onClick={() => toggle('why')}>
              {t('inbox.why')}
            </Button>
          </span>
        </div>
      </div>
      {open === 'correct' && <Correct id={panel} verbatim={verbatim} close={() => show(null)} />}
      {open === 'why' && <ByWhichWords said={wholeOf(verbatim)} />}
      {open === 'answer' && <AnswerWords verbatim={verbatim} close={() => show(null)} />}
      {verbatim.mayAct &&
        verbatim.thanks.map(({ id, candidates }) => <WhoIsMeant key={id} id={id} candidates={candidates} />)}
      {below}
    </div>
  )
}

/** On a telephone: the whole card leads to the rest of it. */
function Unfold({ verbatim, whole, toggle }: { verbatim: Verbatim; whole: boolean; toggle: () => void }) {
  const { t } = useWords()
  const name = verbatim.customer || t(verbatim.known ? 'inbox.someone' : 'inbox.nobody')
  return (
    <UnstyledButton
      className={classes.unfold}
      aria-expanded={whole}
      aria-label={t(whole ? 'inbox.fold' : 'inbox.unfold', { name })}
      onClick={toggle}
    >
      {whole ? <IconChevronUp size={20} aria-hidden /> : <IconChevronDown size={20} aria-hidden />}
    </UnstyledButton>
  )
}

/** Their case, one touch away; without one, they are answered here. */
function Care({ verbatim, open, toggle }: { verbatim: Verbatim; open: Opened; toggle: () => void }) {
  const { t } = useWords()
  if (verbatim.case)
    return (
      <Button
        component={Link}
        to={'/voice/cases/$id' as '/'}
        params={{ id: verbatim.case.id } as never}
        variant="default"
        size="sm"
        h={44}
        leftSection={<IconFolder size={18} aria-hidden />}
      >
        {t('inbox.case-nav')}
      </Button>
    )
  if (!verbatim.mayAct || !verbatim.customerId) return null
  return (
    <Button
      variant="default"
      size="sm"
      h={44}
      aria-expanded={open === 'answer'}
      leftSection={<IconMessageReply size={18} aria-hidden />}
      onClick={toggle}
    >
      {t('inbox.answer')}
    </Button>
  )
}

function Head({ verbatim, bare, unfold }: { verbatim: Verbatim; bare: boolean; unfold: ReactNode }) {
  const { t, word } = useWords()
  const { customerId, customer, known, site, momentTitle, channel, staff, takenBy } = verbatim
  const score = scoreOf(verbatim)
  const zone = useZoneOf(verbatim.siteId)
  const name = customer || t(known ? 'inbox.someone' : 'inbox.nobody')
  return (
    <header className={classes.head}>
      {!bare && <Face name={customer || '·'} />}
      <div className={classes.who}>
        {bare ? null : customerId ? (
          <Link to="/customers/$id" params={{ id: customerId }} className="name-link">
            {name}
          </Link>
        ) : (
          <span className={classes.unnamed}>{name}</span>
        )}
        <p className={classes.meta}>
          {[
            !bare && site,
            momentTitle,
            channel && word('door', channel),
            staff && t('inbox.with', { name: staff }),
            takenBy && t('inbox.taken-by', { name: takenBy }),
          ]
            .filter(Boolean)
            .join(' · ')}
          {' · '}
          <Time at={verbatim.at} zone={zone} />
        </p>
      </div>
      {score && verbatim.band && (
        <Tone tone={BAND_TONE[verbatim.band]}>
          {t('inbox.score', score)}
          <span className={classes.band}>{t(`inbox.band-${verbatim.band}`)}</span>
        </Tone>
      )}
      {unfold}
    </header>
  )
}

/** How good, what about, what it is, what should not wait. */
function Findings({ verbatim, bare }: { verbatim: Verbatim; bare: boolean }) {
  const { t } = useWords()
  const theme = useThemeName()
  const leaning = leaningOf(verbatim)
  const Icon = LEANING_ICON[leaning]
  return (
    <ul className={classes.findings} aria-label={t('inbox.findings')}>
      {verbatim.alerts.map((alert) => (
        <li key={alert}>
          <Tone tone="now" icon={<AlertIcon size={16} aria-hidden />}>
            {t(`alert.${alert}`)}
          </Tone>
        </li>
      ))}
      <NosHeard nos={verbatim.saidNo} />
      <li>
        <Tone tone={LEANING_TONE[leaning]} icon={<Icon size={16} aria-hidden />}>
          {t(`leaning.${leaning}`)}
        </Tone>
      </li>
      {verbatim.themes.map((each, at) => {
        const Sign = LEANING_ICON[leaningOfSign(each.polarity)]
        return (
          <li
            key={each.theme}
            className={classes.theme}
            data-leaning={leaningOfSign(each.polarity)}
            data-further={at >= FEW_THEMES || undefined}
          >
            <Sign size={16} aria-hidden />
            {theme(each.theme, each.title)}
            <span className="sr-only">, {t(`leaning.${leaningOfSign(each.polarity)}`)}</span>
          </li>
        )
      })}
      {verbatim.kinds.map((kind) => (
        <li key={kind} className={classes.kind} data-further>
          {t(`says.${kind}`)}
        </li>
      ))}
      {verbatim.praised.length > 0 && (
        <li className={classes.kind} data-further>
          <IconHeart size={16} aria-hidden /> {t('inbox.praises', { names: verbatim.praised.join(', ') })}
        </li>
      )}
      {verbatim.quote && (
        <li className={classes.kind} data-further>
          <IconQuote size={16} aria-hidden /> {t(`inbox.quote-${verbatim.quote}`)}
        </li>
      )}
      {verbatim.thanks.some(({ staff }) => staff) && (
        <li className={classes.kind} data-further>
          {t('inbox.thanked', { names: verbatim.thanks.flatMap(({ staff }) => staff || []).join(', ') })}
        </li>
      )}
      {verbatim.replied && !bare && (
        <li>
          <Tone tone="good" icon={<IconMessageReply size={16} aria-hidden />}>
            {t('inbox.replied', { name: verbatim.replied.by || t('case.house') })}
          </Tone>
        </li>
      )}
      {verbatim.case && !bare && (
        <li>
          <Tone tone={verbatim.case.state === 'closed' ? 'calm' : verbatim.case.state === 'unread' ? 'now' : 'wait'}>
            {t(`inbox.case-${verbatim.case.state}`)}
          </Tone>
        </li>
      )}
      <li className={classes.sure} data-further>
        {verbatim.corrections.length > 0 ? (
          <CorrectedBy verbatim={verbatim} />
        ) : verbatim.atOdds ? (
          <Tone tone="wait">{t('inbox.at-odds')}</Tone>
        ) : (
          <HowSure sure={verbatim.sure} />
        )}
      </li>
      {verbatim.leftOut && (
        <li>
          <Tone tone="wait">{t('inbox.left-out', { why: t(`inbox.left-out-${leftOutOf(verbatim.leftOut)}`) })}</Tone>
        </li>
      )}
    </ul>
  )
}

/** So many stand on a folded card. */
const FEW_THEMES = 2

const LEFT_OUT = [
  'same-words',
  'one-device',
  'one-address',
  'one-hand',
  'burst',
  'in-a-row',
  'clockwork',
  'too-quick',
  'bot',
  'colleague',
] as const
const leftOutOf = (why: string): (typeof LEFT_OUT)[number] | 'other' => LEFT_OUT.find((each) => each === why) ?? 'other'

function HowSure({ sure }: { sure: number }) {
  const { t, locale } = useWords()
  return <>{t(sure < 0.6 ? 'inbox.unsure' : 'inbox.sure', { pct: honestPercent(sure, locale) })}</>
}

function CorrectedBy({ verbatim }: { verbatim: Verbatim }) {
  const { t } = useWords()
  const last = verbatim.corrections.at(-1)!
  return (
    <>
      {t('inbox.corrected-by', { name: last.by || t('inbox.a-program') })} · <Time at={last.at} />
    </>
  )
}
