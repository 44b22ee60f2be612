import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core'
import { DATES, type Moment, WEATHERS } from '../../../contract/playbook.ts'
import { playbookVocabulary } from '../../../contract/playbooks.ts'
import { useAsk } from '../../ask.ts'
import { Fields, Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import type { MomentDraft } from './moment-draft.ts'
import classes from './Playbook.module.css'
import { useMomentWords } from './say.ts'

const KINDS = ['fact', 'date', 'silence', 'prediction', 'weather'] as const
type Kind = (typeof KINDS)[number]
const kindOf = (on: Moment['on']): Kind =>
  typeof on === 'string' ? 'fact' : (KINDS.find((kind) => kind in on) ?? 'fact')

const BEGIN: Record<Kind, Moment['on']> = {
  fact: 'order.delivered',
  date: { date: 'customer.birthDate' },
  silence: { silence: '14 months' },
  prediction: { prediction: 'next-visit' },
  weather: { weather: 'snow' },
}

export interface PartProps {
  draft: MomentDraft
  set: (part: Record<string, unknown>) => void
  /** What is wrong with this part, by the end of its path. */
  wrong: (path: string, language?: string) => string | undefined
}

/** What starts it, how long before or after, at what hour, and only if. */
export function WhenFields({ draft, set, wrong }: PartProps) {
  const { t } = useWords()
  const say = useMomentWords()
  const kind = kindOf(draft.on)
  const text = (key: string) => String(draft[key] ?? '')
  return (
    <Fields legend={t('playbook.f-when')}>
      <Row>
        <Select
          label={t('playbook.f-starts')}
          allowDeselect={false}
          data={KINDS.map((each) => ({ value: each, label: t(`playbook.f-on-${each}`) }))}
          value={kind}
          onChange={(next) => next && set({ on: BEGIN[next as Kind], before: '', after: '' })}
          error={wrong('on')}
        />
        <Start draft={draft} set={set} wrong={wrong} />
      </Row>
      <Row cols={2}>
        {(kind === 'fact' || kind === 'date') && (
          <TextInput
            label={t('playbook.f-after')}
            description={t('playbook.f-duration-hint')}
            value={text('after')}
            onChange={(event) => set({ after: event.currentTarget.value })}
            error={wrong('after')}
          />
        )}
        {(kind === 'date' || kind === 'prediction') && (
          <TextInput
            label={t('playbook.f-before')}
            description={t('playbook.f-duration-hint')}
            value={text('before')}
            onChange={(event) => set({ before: event.currentTarget.value })}
            error={wrong('before')}
          />
        )}
        <TextInput
          label={t('playbook.f-at')}
          type="time"
          value={text('at')}
          onChange={(event) => set({ at: event.currentTarget.value })}
          error={wrong('at')}
        />
        <TextInput
          label={t('playbook.f-within')}
          value={text('within')}
          placeholder={say.span('14 days')}
          onChange={(event) => set({ within: event.currentTarget.value })}
          error={wrong('within')}
        />
      </Row>
      <If draft={draft} set={set} wrong={wrong} />
    </Fields>
  )
}

function Start({ draft: { on }, set, wrong }: PartProps) {
  const { t } = useWords()
  const say = useMomentWords()
  const vocabulary = useAsk(playbookVocabulary, {})
  if (typeof on === 'string')
    return (
      <Autocomplete
        size="md"
        label={t('playbook.f-fact')}
        description={say.coded('fact', on)}
        data={vocabulary.data?.facts ?? []}
        value={on}
        onChange={(next) => set({ on: next })}
        error={wrong('on')}
      />
    )
  if ('silence' in on)
    return (
      <TextInput
        label={t('playbook.f-silence')}
        description={t('playbook.f-duration-hint')}
        value={on.silence}
        onChange={(event) => set({ on: { silence: event.currentTarget.value } })}
        error={wrong('on.silence')}
      />
    )
  if ('date' in on)
    return (
      <div>
        <Select
          label={t('playbook.f-date')}
          allowDeselect={false}
          data={DATES.map((each) => ({ value: each, label: say.coded('date', each) }))}
          value={on.date}
          onChange={(next) => next && set({ on: { ...on, date: next } })}
        />
        <TextInput
          mt="sm"
          label={t('playbook.f-years')}
          description={t('playbook.f-years-hint')}
          defaultValue={on.years?.join(', ') ?? ''}
          onChange={(event) => {
            const years = event.currentTarget.value.split(/\D+/u).filter(Boolean).map(Number)
            set({ on: years.length > 0 ? { date: on.date, years } : { date: on.date } })
          }}
          error={wrong('on.years')}
        />
      </div>
    )
  if ('weather' in on)
    return (
      <div>
        <Select
          label={t('playbook.f-weather')}
          allowDeselect={false}
          data={WEATHERS.map((each) => ({ value: each, label: say.coded('weather', each) }))}
          value={on.weather}
          onChange={(next) => next && set({ on: { ...on, weather: next } })}
        />
        <Textarea
          mt="sm"
          label={t('playbook.f-fitted')}
          description={t('playbook.f-fitted-hint')}
          autosize
          defaultValue={on.fitted?.join('\n') ?? ''}
          onChange={(event) => {
            const fitted = event.currentTarget.value
              .split('\n')
              .map((each) => each.trim())
              .filter(Boolean)
            set({ on: fitted.length > 0 ? { weather: on.weather, fitted } : { weather: on.weather } })
          }}
        />
      </div>
    )
  return null
}

function If({ draft, set, wrong }: PartProps) {
  const { t } = useWords()
  const vocabulary = useAsk(playbookVocabulary, {})
  return (
    <div>
      <TextInput
        label={t('playbook.f-if')}
        description={t('playbook.f-if-hint')}
        classNames={{ input: classes.code ?? '' }}
        spellCheck={false}
        value={String(draft.if ?? '')}
        onChange={(event) => set({ if: event.currentTarget.value })}
        error={wrong('if')}
      />
      <details className={classes.names}>
        <summary>{t('playbook.f-if-names')}</summary>
        <p className={classes.code}>
          {[
            ...(vocabulary.data?.conditions ?? []).map(({ name }) => name),
            ...(vocabulary.data?.functions ?? []).map((name) => `${name}(…)`),
          ].join('  ')}
        </p>
      </details>
    </div>
  )
}
