import { Button, NativeSelect, Progress, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type Audience,
  closeDecision,
  type Decision,
  previewTelling,
  readDecision,
  type TellingWords,
  tellDecision,
  undoTelling,
} from '../../../../contract/decisions.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { BecauseList } from '../../../parts/BecauseList.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Section } from '../../../parts/Page.tsx'
import { toast, toastProblem, undoable } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { useThemeChoices } from '../says.ts'
import classes from './Decisions.module.css'
import { REFRESH } from './refresh.ts'
import { Told } from './Told.tsx'

interface TellingProps {
  decision: Decision
  audience: Audience
  words: TellingWords
}

/** “You said, we did”: whom, in which words, who is held back and why; then how far it is. */
export function Telling({ decision, audience, words }: TellingProps) {
  const { t } = useWords()
  const over = decision.state === 'settled' || decision.state === 'dropped'
  const running = decision.telling !== null && decision.telling.doneAt === null
  // While it runs, it is read again by itself.
  useAsk(readDecision, { params: { id: decision.id } }, { every: running ? 1500 : false })
  return (
    <Section title={t('tell.title')}>
      <p className={classes.quiet}>{t(over ? 'tell.lead' : 'tell.after')}</p>
      {decision.toldBecause && <p>{t('tell.closed-because', { why: decision.toldBecause })}</p>}
      {decision.telling && <HowFar decision={decision} />}
      {over && !decision.toldAt && !running && decision.mayWrite && (
        <Write decision={decision} audience={audience} words={words} />
      )}
      {decision.telling && !running && <Told decision={decision} />}
    </Section>
  )
}

function HowFar({ decision }: { decision: Decision }) {
  const { t } = useWords()
  const stop = useDo(undoTelling, {
    refresh: REFRESH,
    done: ({ calledOff }) => toast(t('tell.undone', { n: calledOff })),
  })
  const { total, told, waiting, lost, held } = decision.telling!
  const share = (n: number) => (total === 0 ? 0 : (100 * n) / total)
  return (
    <div className={classes.progress}>
      <Progress.Root size="lg">
        <Progress.Section value={total === 0 ? 100 : share(told)} aria-label={t('tell.progress', { told, total })} />
        {waiting > 0 && (
          <Progress.Section value={share(waiting)} color="kaki.2" aria-label={t('tell.waiting-n', { n: waiting })} />
        )}
      </Progress.Root>
      <div className={classes.wordFoot}>
        <span className={`${classes.quiet} figures`}>
          {t('tell.progress', { told, total })}
          {waiting > 0 && ` · ${t('tell.waiting-n', { n: waiting })}`}
          {lost > 0 && ` · ${t('tell.lost-n', { n: lost })}`}
          {held > 0 && ` · ${t('tell.held-n', { n: held })}`}
        </span>
        {decision.mayWrite && waiting > 0 && (
          <Button
            variant="subtle"
            size="sm"
            mih={44}
            loading={stop.isPending}
            onClick={() => stop.mutate({ params: { id: decision.id } }, { onError: toastProblem })}
          >
            {t('tell.stop')}
          </Button>
        )}
      </div>
    </div>
  )
}

const LANGUAGES = ['fr', 'en'] as const
const EMPTY = { subject: '', message: '', sms: '' }

function Write({ decision, audience: first, words: written }: TellingProps) {
  const { t } = useWords()
  const [audience, aim] = useState<Audience>({ ...first, theme: first.theme ?? null })
  const [words, setWords] = useState<TellingWords>(written)
  const [settled] = useDebouncedValue({ audience, words }, 500)
  const whole = settled.audience.theme === null || (settled.audience.from !== null && settled.audience.to !== null)
  const params = { id: decision.id }
  const preview = useAsk(previewTelling, { params, body: settled }, { enabled: whole, keep: true })
  const undo = useDo(undoTelling, { refresh: REFRESH })
  const tell = useDo(tellDecision, {
    refresh: REFRESH,
    done: () => void undoable(t('tell.sending'), () => undo.mutateAsync({ params })),
  })
  const languages = preview.data?.languages ?? {}
  const speaking = (language: (typeof LANGUAGES)[number]) =>
    Object.entries(languages)
      .filter(([spoken]) => (spoken === 'fr') === (language === 'fr'))
      .reduce((sum, [, n]) => sum + n, 0)
  // Of many only the first were looked at one by one.
  const now = preview.data ? (preview.data.looked < preview.data.n ? preview.data.n : preview.data.reached) : 0
  const shown = LANGUAGES.filter((language) => words[language] !== undefined || speaking(language) > 0)
  return (
    <form
      noValidate
      className={classes.form}
      style={{ padding: 0 }}
      onSubmit={(e) => {
        e.preventDefault()
        tell.mutate({ params, body: { audience, words } })
      }}
    >
      <Aim audience={audience} aim={aim} theme={decision.theme} />
      {shown.map((language) => (
        <Words
          key={language}
          language={language}
          n={speaking(language)}
          words={words[language] ?? EMPTY}
          write={(next) => setWords({ ...words, [language]: next })}
        />
      ))}
      <ErrorNote error={preview.error ?? tell.error} />
      {preview.data && <Preview preview={preview.data} />}
      <div className={classes.acts}>
        <Button type="submit" loading={tell.isPending} disabled={now === 0}>
          {decision.telling ? t('tell.again') : t('tell.send', { n: now })}
        </Button>
        <Close decision={decision} />
      </div>
    </form>
  )
}

interface AimProps {
  audience: Audience
  aim: (next: Audience) => void
  theme: string | null
}

const today = () => new Date().toISOString().slice(0, 10)
const quarterAgo = () => new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10)

function Aim({ audience, aim, theme }: AimProps) {
  const { t } = useWords()
  const themes = useThemeChoices([theme, audience.theme])
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className={classes.quiet}>{t('tell.also')}</legend>
      <div className={classes.pair}>
        <NativeSelect
          label={t('tell.theme')}
          value={audience.theme ?? ''}
          onChange={({ currentTarget: { value } }) =>
            aim({
              ...audience,
              theme: (value || null) as Audience['theme'],
              from: value ? (audience.from ?? quarterAgo()) : null,
              to: value ? (audience.to ?? today()) : null,
            })
          }
          data={[{ value: '', label: t('tell.nobody-else') }, ...themes]}
        />
        {audience.theme && (
          <>
            <TextInput
              type="date"
              label={t('tell.from')}
              value={audience.from ?? ''}
              onChange={(e) => aim({ ...audience, from: e.currentTarget.value || null })}
            />
            <TextInput
              type="date"
              label={t('tell.to')}
              value={audience.to ?? ''}
              onChange={(e) => aim({ ...audience, to: e.currentTarget.value || null })}
            />
          </>
        )}
      </div>
    </fieldset>
  )
}

interface WordsProps {
  language: 'fr' | 'en'
  n: number
  words: typeof EMPTY
  write: (next: typeof EMPTY) => void
}

function Words({ language, n, words, write }: WordsProps) {
  const { t } = useWords()
  const title = `${t(`tell.in-${language}`)} · ${t('tell.speak', { n })}`
  return (
    <fieldset className={`${classes.form} surface`} style={{ border: 0, margin: 0 }} lang={language}>
      <legend className="sr-only">{title}</legend>
      <strong aria-hidden>{title}</strong>
      <TextInput
        label={t('tell.subject')}
        maxLength={120}
        value={words.subject}
        onChange={(e) => write({ ...words, subject: e.currentTarget.value })}
      />
      <Textarea
        label={t('tell.message')}
        description={t('tell.message-hint')}
        autosize
        minRows={4}
        maxLength={2000}
        value={words.message}
        onChange={(e) => write({ ...words, message: e.currentTarget.value })}
      />
      <Textarea
        label={t('tell.sms')}
        description={t('tell.sms-hint')}
        autosize
        minRows={1}
        maxLength={300}
        value={words.sms}
        onChange={(e) => write({ ...words, sms: e.currentTarget.value.replaceAll('\n', ' ') })}
      />
    </fieldset>
  )
}

type Previewed = NonNullable<ReturnType<typeof useAsk<typeof previewTelling>>['data']>

function Preview({ preview: { n, reached, looked, people, held, doubted, sample } }: { preview: Previewed }) {
  const { t, word } = useWords()
  return (
    <div aria-live="polite">
      <p className="figures">
        <strong>{t('tell.n', { n })}</strong>
        {n > 0 && ` · ${t('tell.reached', { n: reached })}`}
        {looked < n && ` (${t('tell.looked', { n: looked })})`}
      </p>
      {doubted > 0 && (
        <p className={classes.quiet}>
          <Link to={'/voice' as '/'} search={{ unsure: 'true' } as never}>
            {t('tell.doubted', { n: doubted })}
          </Link>
        </p>
      )}
      {held.length > 0 && (
        <>
          <p className={classes.quiet}>{t('tell.held')}</p>
          <ul>
            {held.map((one) => (
              <li key={one.because.code}>
                <span className="figures">{one.n}</span> · <BecauseList because={[one.because]} />
              </li>
            ))}
          </ul>
        </>
      )}
      {sample && (
        <>
          <p className={classes.quiet}>{t('tell.sample', { name: sample.customer || t('tell.someone') })}</p>
          <p className={classes.sample}>{[sample.subject, sample.text].filter(Boolean).join('\n\n')}</p>
        </>
      )}
      {people.length > 0 && (
        <details>
          <summary>{t('tell.names')}</summary>
          <ul className={classes.people}>
            {people.map((one) => (
              <li key={one.customerId}>
                {one.customer || t('tell.gone-customer')}
                {' · '}
                <span className={classes.quiet}>
                  {one.channel ? (
                    t(one.advisor ? 'tell.by' : 'tell.by-house', {
                      channel: word('tell', `channel-${one.channel}`),
                      advisor: one.advisor,
                    })
                  ) : (
                    <BecauseList because={one.because} />
                  )}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Close({ decision }: { decision: Decision }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [why, write] = useState('')
  const [tried, setTried] = useState(false)
  const close = useDo(closeDecision, { refresh: REFRESH, done: () => toast(t('tell.closed')) })
  if (!open)
    return (
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t('tell.close')}
      </Button>
    )
  return (
    <div className={classes.form} style={{ padding: 0, flexBasis: '100%' }}>
      <Textarea
        label={t('tell.close-why')}
        autosize
        maxLength={600}
        value={why}
        onChange={(e) => write(e.currentTarget.value)}
        error={tried && why.trim().length < 3 ? t('tell.close-needed') : undefined}
      />
      <Button
        variant="default"
        style={{ justifySelf: 'start' }}
        loading={close.isPending}
        onClick={() => {
          setTried(true)
          if (why.trim().length > 2)
            close.mutate({ params: { id: decision.id }, body: { because: why } }, { onError: toastProblem })
        }}
      >
        {t('tell.close')}
      </Button>
    </div>
  )
}
