import { Checkbox, Group, Modal, Radio, Select, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { customerAsks, noteAnswer } from '../../../contract/answers.ts'
import { bandOf, type FollowUp } from '../../../contract/surveys.ts'
import { readTimeline } from '../../../contract/timeline.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import type { Asks, Spoken } from './by-hand.tsx'
import classes from './Surveys.module.css'

type FollowUpAnswers = Record<string, string | number | boolean | string[]>

/** May their words be shown to others: with their name, without, or not at all? */
type Quote = 'named' | 'unnamed' | null

interface NoteAnswerProps {
  survey: Spoken
  asks: Pick<Asks, 'customerId' | 'language'>
  name: string
  close: () => void
}

/** The question read aloud in their language, and what they say taken down, in their words. */
export function NoteAnswer({ survey, asks, name, close }: NoteAnswerProps) {
  const { t } = useWords()
  const queries = useQueryClient()
  const language = survey.languages.includes(asks.language) ? asks.language : (survey.languages[0] ?? 'fr')
  const [key] = useState(
    () => crypto.randomUUID?.() ?? `noted-${performance.now()}-${performance.timeOrigin}`.replaceAll('.', '-'),
  )
  const [score, rate] = useState<number | null>(null)
  const [text, write] = useState('')
  const [channel, by] = useState<'call' | 'counter'>('call')
  const [followUps, follow] = useState<FollowUpAnswers>({})
  const [quote, allow] = useState<Quote>(null)
  const noting = useDo(noteAnswer, {
    done: () => {
      toast(t('asking.noted', { name }))
      void queries.invalidateQueries({ queryKey: [customerAsks.name] })
      void queries.invalidateQueries({ queryKey: [readTimeline.name] })
      close()
    },
  })
  const band = score === null ? null : bandOf(survey.metric, survey.scale, score)
  const more = survey.followUps.filter(({ after }) => after.length === 0 || (band !== null && after.includes(band)))
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('asking.note-title', { name })}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        noValidate
        className={classes.noting}
        onSubmit={(event) => {
          event.preventDefault()
          const kept = Object.fromEntries(
            more.flatMap(({ key }) => (followUps[key] === undefined ? [] : [[key, followUps[key]]])),
          )
          noting.mutate({
            body: {
              key,
              surveyId: survey.id,
              version: survey.version,
              customerId: asks.customerId,
              channel,
              score,
              text,
              language,
              followUps: kept,
              quote: text.trim() === '' ? null : quote,
            },
          })
        }}
      >
        <Score survey={survey} language={language} score={score} rate={rate} />
        <Textarea
          label={<span lang={language}>{survey.word[language]}</span>}
          description={t('asking.their-words')}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={5000}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
        {more.map((each) => (
          <Follow
            key={each.key}
            followUp={each}
            language={language}
            value={followUps[each.key]}
            set={(value) => follow((old) => ({ ...old, [each.key]: value }))}
          />
        ))}
        {survey.askQuote && text.trim() !== '' && <MayQuote quote={quote} allow={allow} />}
        <Select
          label={t('asking.said-where')}
          allowDeselect={false}
          data={(['call', 'counter'] as const).map((value) => ({ value, label: t(`asking.said-${value}`) }))}
          value={channel}
          onChange={(next) => next && by(next as 'call' | 'counter')}
        />
        <FormFooter submit={t('asking.note-keep')} busy={noting.isPending} error={noting.error} onCancel={close} />
      </form>
    </Modal>
  )
}

interface ScoreProps {
  survey: Spoken
  language: string
  score: number | null
  rate: (score: number) => void
}

/** The question as it is read aloud, and its scale. */
function Score({ survey: { question, scale, ends }, language, score, rate }: ScoreProps) {
  const { t } = useWords()
  const { min, max } = scale
  return (
    <Radio.Group
      label={<span lang={language}>{question[language]}</span>}
      description={t('asking.read-aloud')}
      value={score === null ? '' : String(score)}
      onChange={(next) => rate(Number(next))}
    >
      <Group gap="xs" mt="xs">
        {Array.from({ length: max - min + 1 }, (_, at) => min + at).map((n) => (
          <Radio.Card key={n} value={String(n)} className={`${classes.note} figures`} aria-label={String(n)}>
            {n}
          </Radio.Card>
        ))}
      </Group>
      {ends && (
        <p className={classes.quiet} lang={language}>
          {min} · {ends.low} — {max} · {ends.high}
        </p>
      )}
    </Radio.Group>
  )
}

function MayQuote({ quote, allow }: { quote: Quote; allow: (quote: Quote) => void }) {
  const { t } = useWords()
  return (
    <Radio.Group
      label={t('asking.may-quote')}
      description={t('asking.may-quote-hint')}
      value={quote ?? 'no'}
      onChange={(next) => allow(next === 'no' ? null : (next as 'named' | 'unnamed'))}
    >
      <Group gap="md" mt="xs">
        {(['named', 'unnamed', 'no'] as const).map((value) => (
          <Radio key={value} value={value} label={t(`asking.quote-${value}`)} />
        ))}
      </Group>
    </Radio.Group>
  )
}

interface FollowProps {
  followUp: FollowUp
  language: string
  value: FollowUpAnswers[string] | undefined
  set: (value: FollowUpAnswers[string]) => void
}

function Follow({ followUp: { kind, title, options, scale }, language, value, set }: FollowProps) {
  const { t } = useWords()
  const label = <span lang={language}>{title[language]}</span>
  if (kind === 'text')
    return (
      <Textarea
        label={label}
        autosize
        value={typeof value === 'string' ? value : ''}
        onChange={(e) => set(e.currentTarget.value)}
      />
    )
  if (kind === 'choices')
    return (
      <Checkbox.Group label={label} value={Array.isArray(value) ? value : []} onChange={set}>
        <Group gap="md" mt="xs">
          {options.map((each) => (
            <Checkbox key={each.key} value={each.key} label={<span lang={language}>{each.title[language]}</span>} />
          ))}
        </Group>
      </Checkbox.Group>
    )
  const steps = scale ? Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at) : []
  const choices =
    kind === 'yes-no'
      ? [
          { value: 'yes', label: t('asking.yes') },
          { value: 'no', label: t('asking.no') },
        ]
      : kind === 'scale'
        ? steps.map((n) => ({ value: String(n), label: String(n) }))
        : options.map(({ key, title }) => ({ value: key, label: title[language] ?? key }))
  const now = value === undefined ? '' : kind === 'yes-no' ? (value ? 'yes' : 'no') : String(value)
  return (
    <Radio.Group
      label={label}
      value={now}
      onChange={(next) => set(kind === 'yes-no' ? next === 'yes' : kind === 'scale' ? Number(next) : next)}
    >
      <Group gap="md" mt="xs">
        {choices.map((each) => (
          <Radio key={each.value} value={each.value} label={each.label} />
        ))}
      </Group>
    </Radio.Group>
  )
}
