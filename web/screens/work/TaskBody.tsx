import { Button } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { getVoice } from '../../../contract/customers.ts'
import type { ShortTask } from '../../../contract/work.ts'
import { urlOf } from '../../api.ts'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { Said } from '../../parts/Card.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import { ByHand } from './ByHand.tsx'
import classes from './Work.module.css'

/** No script and no number stand beside a no or a not yet: nobody dials what is on the screen by habit. */
const mayNow = (task: ShortTask): boolean => task.verdict.answer === 'yes'

/** All one needs before dialling: how to say the name, why them, why today, what to open with, thank for, avoid; and the number. */
export function TaskBody({ task, zone }: { task: ShortTask; zone?: string | undefined }) {
  const { t, locale } = useWords()
  const address = [
    task.addressAs && task.addressAs !== task.name ? t('card.say-as', { said: task.addressAs }) : '',
    task.formality === 'tu' ? t('card.tu') : '',
    task.language === locale
      ? ''
      : t('card.speaks', {
          language: new Intl.DisplayNames(locale, { type: 'language' }).of(task.language) ?? task.language,
        }),
    task.asset,
  ].filter(Boolean)
  // That there is room in their attention is why they are on the list at all: said once, above it.
  const why = task.because.filter(({ code }) => code !== 'budget.room')
  const voice = task.hasVoice ? urlOf(getVoice, { params: { id: task.customerId } }) : null
  return (
    <>
      <Said card={{ name: task.name, pronunciation: task.pronunciation } as never} voiceUrl={voice} />
      {address.length > 0 && <p className={classes.quiet}>{address.join(' · ')}</p>}
      {task.handover && (
        <figure className={classes.handed}>
          <blockquote>{task.handover.words}</blockquote>
          <figcaption>
            {t('work.handed', { name: task.handover.from })} · <Time at={task.handover.at} zone={zone} />
          </figcaption>
        </figure>
      )}
      {mayNow(task) && <Lines task={task} />}
      <dl className={classes.why}>
        {why.length > 0 && (
          <div>
            <dt>{t('work.why')}</dt>
            <dd>
              <BecauseList because={why} />
            </dd>
          </div>
        )}
        {task.today.length > 0 && (
          <div>
            <dt>{t('work.why-today')}</dt>
            <dd>
              <BecauseList because={task.today} />
            </dd>
          </div>
        )}
      </dl>
      <Allowed task={task} zone={zone} />
    </>
  )
}

/** Words to begin with. Without any, that is said too: nobody reads a script here. */
function Lines({ task }: { task: ShortTask }) {
  const { t } = useWords()
  const lines = [
    ['say-first', task.identity],
    ['say', task.opening],
    ['thank', task.thank],
    ['avoid', task.avoid],
  ] as const
  return (
    <dl className={classes.lines}>
      {lines.map(([kind, words]) =>
        words ? (
          <div key={kind} data-kind={kind}>
            <dt>{t(`work.${kind}`)}</dt>
            <dd>{words}</dd>
          </div>
        ) : null,
      )}
      {!task.opening && !task.message && (
        <div>
          <dt>{t('work.say')}</dt>
          <dd className="dim">{t('work.own-words')}</dd>
        </div>
      )}
    </dl>
  )
}

/** When it may not be done now: why, and from when. */
function Allowed({ task, zone }: { task: ShortTask; zone?: string | undefined }) {
  const { t, because } = useWords()
  const { answer, nextAllowed, articles } = task.verdict
  if (answer === 'yes') return null
  const [reason, ...more] = task.verdict.because.map(because)
  return (
    <div className={classes.allowed}>
      <Tone tone={answer === 'no' ? 'bad' : 'wait'}>
        {t(answer === 'no' ? 'work.not-at-all' : 'work.not-now-law', { because: reason ?? '' })}
      </Tone>{' '}
      {nextAllowed && <Time at={nextAllowed} zone={zone} />}
      {more.length + articles.length > 0 && (
        <details>
          <summary>{t('consent.why')}</summary>
          {[...more, articles.length > 0 && t('work.rules', { rules: articles.join(', ') })]
            .filter(Boolean)
            .join(' · ')}
        </details>
      )}
    </div>
  )
}

/** The numbers, to tap. The first one is the one to call. */
export function Numbers({ task }: { task: ShortTask }) {
  const { t } = useWords()
  if (task.kind === 'whatsapp' || task.kind === 'linkedin') return <ByHand task={task} />
  if (!mayNow(task) || task.kind !== 'call') return null
  if (task.phones.length === 0) return <p className={classes.quiet}>{t('work.no-phone')}</p>
  const may = task.state === 'open'
  return (
    <div className={classes.numbers}>
      {task.phones.map(({ number, shown }, n) => (
        <Button
          key={number}
          component="a"
          href={`tel:${number}`}
          size={n === 0 ? 'lg' : 'md'}
          {...(n === 0 && may ? { color: 'kaki' } : { variant: 'default' })}
          leftSection={<IconPhone size={20} aria-hidden />}
          aria-label={t('work.call-label', { name: task.name, number: shown })}
        >
          {t('work.call', { number: shown })}
        </Button>
      ))}
    </div>
  )
}
