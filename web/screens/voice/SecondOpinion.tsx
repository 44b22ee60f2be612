import { Button, Checkbox, NumberInput, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import {
  listDisagreements,
  readSecondOpinion,
  type SecondOpinionAnswer,
  setSecondOpinion,
  trySecondOpinion,
} from '../../../contract/reader.ts'
import type { Polarity } from '../../../contract/reading.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Reader.module.css'

/** A model of the network's choice that reads besides: how far it and the reader agree, and, for who may, which it is. */
export function SecondOpinion({ manage }: { manage: boolean }) {
  const { t } = useWords()
  const asked = useAsk(readSecondOpinion, {})
  const { data } = asked
  return (
    <Section title={t('second.title')} note={data && t(data.on ? 'second.on' : 'second.off')}>
      <div className={`${classes.box} surface`}>
        <p>{t('second.lead')}</p>
        <ErrorNote error={asked.error} retry={asked.refetch} />
        {data && data.read + data.bad + data.failed > 0 && <Measured of={data} />}
        {data && manage && <Setting key={`${data.url} ${data.on}`} of={data} />}
      </div>
    </Section>
  )
}

function Measured({ of }: { of: SecondOpinionAnswer }) {
  const { t, word, number } = useWords()
  const percent = (value: number) => number(value, { style: 'percent', maximumFractionDigits: 0 })
  const pairs = [
    ['reader-second', of.agreement.readerSecond],
    ['reader-people', of.agreement.readerPeople],
    ['second-people', of.agreement.secondPeople],
  ] as const
  return (
    <>
      <div className={classes.figures}>
        {pairs.map(([name, { n, same, alpha, interval }]) => (
          <div key={name}>
            <Figure
              name={t(`second.${name}`)}
              value={n > 0 ? percent(same / n) : '–'}
              n={n}
              interval={interval ? [percent(interval.low), percent(interval.high)] : null}
            />
            {alpha !== null && (
              <span className="dim">{t('second.alpha', { alpha: number(alpha, { maximumFractionDigits: 2 }) })}</span>
            )}
          </div>
        ))}
      </div>
      <p className="dim">
        {t('second.counts', { read: of.read, bad: of.bad, failed: of.failed })} {t('second.people-note')}
      </p>
      {of.problem && (
        <p>
          <Tone tone="bad">{word('second-problem', of.problem.code)}</Tone> <Time at={of.problem.at} />
        </p>
      )}
      <Disagreements />
    </>
  )
}

const LEANS = { 1: 'good', 0: 'neutral', [-1]: 'bad' } as const
const leanOf = (polarity: Polarity, mixed = false) => `second.lean-${mixed ? 'mixed' : LEANS[polarity]}` as const

function Disagreements() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const asked = useAsk(listDisagreements, {}, { enabled: open })
  return (
    <details className={classes.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('second.disagreements')}</summary>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.data?.texts.length === 0 && <p className="dim">{t('second.disagreements-none')}</p>}
      <ul className={classes.texts}>
        {asked.data?.texts.map((each) => (
          <li key={each.id}>
            <q>{each.text}</q>
            <p className="dim">
              {t('second.who-said', { reader: t(leanOf(each.reader)), second: t(leanOf(each.second)) })}
              {each.people !== null && ` · ${t('second.people-said', { people: t(leanOf(each.people)) })}`}
              {' · '}
              <Time at={each.at} />
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Setting({ of }: { of: SecondOpinionAnswer }) {
  const { t } = useWords()
  const [url, setUrl] = useState(of.url)
  const [model, setModel] = useState(of.model)
  const [key, setKey] = useState('')
  const [on, setOn] = useState(of.on)
  const [agreed, setAgreed] = useState(of.on)
  const [refine, setRefine] = useState(of.refine)
  const [most, setMost] = useState(of.mostADay)
  const save = useDo(setSecondOpinion, { refresh: [readSecondOpinion], done: () => toast(t('second.saved')) })
  const address = { url, model, ...(key ? { key } : {}) }
  const named = url.trim() !== '' && model.trim() !== ''
  return (
    <details className={classes.more} open={of.on || undefined}>
      <summary>{t('second.setting')}</summary>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ body: { ...address, on, agreed, refine, mostADay: most } })
        }}
      >
        <TextInput
          label={t('second.url')}
          description={t('second.url-hint')}
          placeholder="http://127.0.0.1:11434/v1"
          inputMode="url"
          autoComplete="off"
          value={url}
          onChange={(event) => {
            setUrl(event.currentTarget.value)
            setAgreed(false)
          }}
        />
        <TextInput
          label={t('second.model')}
          autoComplete="off"
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('second.key')}
          description={t(of.hasKey ? 'second.key-kept' : 'second.key-hint')}
          autoComplete="off"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <NumberInput
          label={t('second.most')}
          min={1}
          max={20_000}
          value={most}
          onChange={(value) => setMost(Number(value) || 1)}
        />
        <Try address={address} ready={named} />
        <Switch label={t('second.use')} checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
        {on && (
          <Checkbox
            label={t('second.agreed')}
            description={t('second.agreed-text')}
            checked={agreed}
            onChange={(event) => setAgreed(event.currentTarget.checked)}
          />
        )}
        <Switch
          label={t('second.refine')}
          description={t('second.refine-text')}
          checked={refine}
          onChange={(event) => setRefine(event.currentTarget.checked)}
        />
        {of.agreed && (
          <p className="dim">
            {of.agreed.by && `${t('second.agreed-by', { by: of.agreed.by })} · `}
            <Time at={of.agreed.at} />
          </p>
        )}
        <ErrorNote error={save.error} />
        <div>
          <Button type="submit" loading={save.isPending} disabled={!named || (on && !agreed)}>
            {t('second.save')}
          </Button>
        </div>
      </form>
    </details>
  )
}

/** One text, read by both: what was sent, what each says. */
function Try({ address, ready }: { address: { url: string; model: string; key?: string }; ready: boolean }) {
  const { t, word } = useWords()
  const [text, setText] = useState(t('second.example'))
  const attempt = useDo(trySecondOpinion)
  const shown = useId()
  const said = attempt.data
  return (
    <div>
      <Textarea
        label={t('second.try-text')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button
          variant="default"
          loading={attempt.isPending}
          disabled={!ready || text.trim() === ''}
          aria-describedby={shown}
          onClick={() => attempt.mutate({ body: { ...address, text } })}
        >
          {t('second.try')}
        </Button>
      </div>
      <ErrorNote error={attempt.error} />
      <div id={shown} aria-live="polite">
        {said && (
          <>
            <p className="dim">{t('second.sent', { text: said.sent })}</p>
            <p>
              {t('second.reader-says', { lean: t(leanOf(said.reader.polarity, said.reader.mixed)) })}{' '}
              <span className="dim">{said.reader.themes.map(({ theme }) => word('theme', theme)).join(', ')}</span>
            </p>
            <p>
              {said.second ? (
                <>
                  {t('second.model-says', { lean: t(leanOf(said.second.polarity, said.second.mixed)), ms: said.ms })}{' '}
                  <span className="dim">{said.second.themes.map(({ theme }) => word('theme', theme)).join(', ')}</span>
                </>
              ) : (
                <Tone tone="bad">{word('second-problem', said.problem ?? 'bad-answer')}</Tone>
              )}
            </p>
          </>
        )}
      </div>
    </div>
  )
}
