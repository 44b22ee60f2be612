import { Anchor, Button, Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { IconArrowLeft, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { listSurveys } from '../../../contract/asking.ts'
import { GESTURES, type Moment, type Playbook, REGISTERS } from '../../../contract/playbook.ts'
import type { PlaybookFault } from '../../../contract/playbooks.ts'
import { FAMILIES } from '../../../contract/timeline.ts'
import { useAsk } from '../../ask.ts'
import back from '../../parts/Back.module.css'
import { Fields, Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Page } from '../../parts/Page.tsx'
import { toast, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import type { Draft } from './draft.ts'
import { Faults } from './Faults.tsx'
import { changesOf, emptyMoment, type MomentDraft } from './moment-draft.ts'
import classes from './Playbook.module.css'
import { Preview } from './Preview.tsx'
import { useMomentWords } from './say.ts'
import { type PartProps, WhenFields } from './WhenFields.tsx'
import { WordFields } from './WordFields.tsx'

interface MomentFormProps {
  draft: Draft
  playbook: Playbook
  moment: Moment | null
  close: (id?: string) => void
}

/** One moment in a form, with its words as a real customer would read them. What is applied goes into the page, with its comments. */
export function MomentForm({ draft, playbook, moment, close }: MomentFormProps) {
  const { t, because, locale } = useWords()
  const say = useMomentWords()
  const [form, setForm] = useState<MomentDraft>(moment ? { ...moment } : emptyMoment(playbook.languages))
  const [faults, setFaults] = useState<readonly PlaybookFault[]>([])
  const [busy, setBusy] = useState(false)
  const [language, speak] = useState(playbook.languages.includes(locale) ? locale : playbook.languages[0]!)
  const set = (part: Record<string, unknown>) => setForm((old) => ({ ...old, ...part }))
  const changes = changesOf(moment, form)
  const untouched = JSON.stringify(changesOf(moment, moment ? { ...moment } : emptyMoment(playbook.languages)))
  /** Of a text that lacks a language only what that language lacks. */
  const wrong = (path: string, spoken?: string): string | undefined => {
    const found = faults.find(
      (each) =>
        each.path.replace(/^moments\[\d+\]\.?/u, '') === path &&
        (spoken === undefined || (each.because.values.tongue ?? spoken) === spoken),
    )
    return found && `${because(found.because)} ${because(found.cure)}`
  }
  const apply = async (): Promise<void> => {
    setBusy(true)
    try {
      const found = await draft.change(moment ? { moment: moment.id, set: changes } : { add: changes })
      setFaults(found)
      if (found.length > 0) return
      toast(t('playbook.applied'))
      close()
    } finally {
      setBusy(false)
    }
  }
  const part: PartProps = { draft: form, set, wrong }
  const title = moment ? say.title(moment) : t('playbook.new-title')
  return (
    <Page
      title={title}
      size="wide"
      back={
        <Anchor component="button" type="button" className={back.back} onClick={() => close()}>
          <IconArrowLeft size={18} aria-hidden /> {t('playbook.back-moments')}
        </Anchor>
      }
    >
      <div className={classes.beside}>
        <form
          className={`${classes.panel} surface`}
          onSubmit={(event) => {
            event.preventDefault()
            void apply()
          }}
        >
          <Name {...part} languages={playbook.languages} fresh={moment === null} />
          <WhenFields {...part} />
          <What {...part} />
          <WordFields {...part} languages={playbook.languages} language={language} speak={speak} />
          {faults.length > 0 && (
            <div role="alert">
              <Faults faults={faults} />
            </div>
          )}
          <FormFooter
            submit={t('playbook.apply')}
            busy={busy}
            dirty={JSON.stringify(changes) !== untouched}
            onCancel={() => close()}
          >
            {moment && <Remove draft={draft} moment={moment} title={title} close={close} />}
          </FormFooter>
        </form>
        <Preview yaml={draft.yaml} moment={moment?.id ?? null} changes={changes} language={language} />
      </div>
    </Page>
  )
}

function Remove({ draft, moment, title, close }: { draft: Draft; moment: Moment; title: string; close: () => void }) {
  const { t } = useWords()
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={18} aria-hidden />}
      onClick={() =>
        void draft.change({ remove: moment.id }).then((faults) => {
          if (faults.length > 0) return
          const before = draft.yaml
          undoable(t('playbook.removed', { title }), () => draft.write(before))
          close()
        })
      }
    >
      {t('playbook.remove')}
    </Button>
  )
}

function Name({ draft, set, wrong, languages, fresh }: PartProps & { languages: readonly string[]; fresh: boolean }) {
  const { t } = useWords()
  const say = useMomentWords()
  return (
    <Fields legend={t('playbook.key-title')}>
      {fresh && (
        <TextInput
          label={t('playbook.f-id')}
          description={t('playbook.f-id-hint')}
          required
          withAsterisk={false}
          value={draft.id}
          onChange={(event) => set({ id: event.currentTarget.value })}
          error={wrong('id')}
        />
      )}
      <Row>
        {languages.map((language) => (
          <TextInput
            key={language}
            label={t('playbook.f-title', { language: say.language(language) })}
            value={draft.title[language] ?? ''}
            onChange={(event) => set({ title: { ...draft.title, [language]: event.currentTarget.value } })}
            error={wrong(`title.${language}`) ?? wrong('title', language)}
          />
        ))}
      </Row>
      <Checkbox
        label={t('playbook.f-core')}
        checked={draft.core === true}
        onChange={(event) => set({ core: event.currentTarget.checked })}
        error={wrong('core')}
      />
    </Fields>
  )
}

function What({ draft, set, wrong }: PartProps) {
  const { t } = useWords()
  const say = useMomentWords()
  const number = (key: string, usual: number) => Number(draft[key] ?? usual)
  return (
    <Fields legend={t('playbook.f-what')}>
      <MultiSelect
        label={t('playbook.f-do')}
        data={GESTURES.map((each) => ({ value: each, label: say.coded('gesture', each) }))}
        value={[...draft.do]}
        onChange={(next) => set({ do: next })}
        error={wrong('do')}
        maxValues={5}
      />
      <Row>
        <Select
          label={t('playbook.f-by')}
          allowDeselect={false}
          data={(['advisor', 'service', 'reception', 'site-manager'] as const).map((each) => ({
            value: each,
            label: t(`playbook.by-${each}`),
          }))}
          value={String(draft.by ?? 'advisor')}
          onChange={(next) => next && set({ by: next })}
        />
        <Select
          label={t('playbook.f-register')}
          clearable
          clearButtonProps={{ 'aria-label': t('playbook.f-register-auto') }}
          placeholder={t('playbook.f-register-auto')}
          data={REGISTERS.map((each) => ({ value: each, label: say.coded('register', each) }))}
          value={draft.register === undefined || draft.register === '' ? null : String(draft.register)}
          onChange={(next) => set({ register: next ?? '' })}
          error={wrong('register')}
        />
        <Select
          label={t('playbook.f-purpose')}
          allowDeselect={false}
          data={(['service', 'commercial'] as const).map((each) => ({ value: each, label: t(`playbook.f-${each}`) }))}
          value={String(draft.purpose ?? 'service')}
          onChange={(next) => next && set({ purpose: next })}
        />
        {draft.purpose === 'commercial' && <FamilySelect draft={draft} set={set} wrong={wrong} />}
        <NumberInput
          label={t('playbook.f-priority')}
          min={1}
          max={9}
          value={number('priority', 5)}
          onChange={(next) => set({ priority: Number(next) })}
          error={wrong('priority')}
        />
        <NumberInput
          label={t('playbook.f-minutes')}
          min={1}
          max={120}
          value={number('minutes', 5)}
          onChange={(next) => set({ minutes: Number(next) })}
          error={wrong('minutes')}
        />
        {draft.core !== true && (
          <NumberInput
            label={t('playbook.f-holdout')}
            min={0}
            max={0.5}
            step={0.05}
            value={number('holdout', 0)}
            onChange={(next) => set({ holdout: Number(next) })}
            error={wrong('holdout')}
          />
        )}
        <SurveySelect draft={draft} set={set} wrong={wrong} />
        <TextInput
          label={t('playbook.f-merge')}
          value={String(draft.merge ?? '')}
          onChange={(event) => set({ merge: event.currentTarget.value })}
          error={wrong('merge')}
        />
      </Row>
    </Fields>
  )
}

/** The kind of work a commercial moment is about; one that was typed in the page is offered too. */
function FamilySelect({ draft, set, wrong }: PartProps) {
  const { t, word } = useWords()
  const named = typeof draft.family === 'string' && draft.family !== '' ? draft.family : null
  return (
    <Select
      label={t('playbook.f-family')}
      description={t('playbook.f-family-hint')}
      clearable
      clearButtonProps={{ 'aria-label': t('playbook.f-family-none') }}
      placeholder={t('playbook.f-family-none')}
      data={[...new Set([...FAMILIES, ...(named ? [named] : [])])].map((value) => ({
        value,
        label: word('family', value),
      }))}
      value={named}
      onChange={(next) => set({ family: next ?? '' })}
      error={wrong('family')}
    />
  )
}

/** The survey it asks; one that is named and not there is shown all the same. */
function SurveySelect({ draft, set, wrong }: PartProps) {
  const { t, locale } = useWords()
  const asked = useAsk(listSurveys, {}).data
  const surveys = [...(asked?.surveys ?? []), ...(asked?.starters ?? [])].map(({ slug, title }) => ({
    value: slug,
    label: title[locale] ?? Object.values(title)[0] ?? slug,
  }))
  const named = typeof draft.ask === 'string' && draft.ask !== '' ? draft.ask : null
  if (named && !surveys.some(({ value }) => value === named)) surveys.push({ value: named, label: named })
  return (
    <Select
      label={t('asking.f-ask')}
      clearable
      clearButtonProps={{ 'aria-label': t('asking.f-ask-none') }}
      placeholder={t('asking.f-ask-none')}
      data={surveys}
      value={named}
      onChange={(next) => set({ ask: next ?? '' })}
      error={wrong('ask')}
    />
  )
}
