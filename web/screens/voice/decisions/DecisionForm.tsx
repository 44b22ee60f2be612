import { MultiSelect, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  changeDecision,
  type Decision,
  listDecisions,
  readDecision,
  removeDecision,
  takeDecision,
} from '../../../../contract/decisions.ts'
import { listStaff } from '../../../../contract/network.ts'
import { call } from '../../../api.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { FormFooter } from '../../../parts/FormFooter.tsx'
import { StaffPicker } from '../../../parts/StaffPicker.tsx'
import { toast, undoable } from '../../../parts/toast.tsx'
import { useMe } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { today } from '../../customer/vehicle-values.ts'
import { useThemeChoices } from '../says.ts'
import classes from './Decisions.module.css'

interface DecisionFormProps {
  /** Null: a new one. */
  decision: Decision | null
  from?: { theme?: string | undefined; verbatim?: string | undefined; text?: string | undefined }
  done: (id: string) => void
  cancel: () => void
}

/** What is decided, why, for whom, who sees to it and until when. */
export function DecisionForm({ decision, from = {}, done, cancel }: DecisionFormProps) {
  const { t } = useWords()
  const { sites } = useMe()
  const staff = useAsk(listStaff, {})
  const [text, setText] = useState(decision?.text ?? from.text ?? '')
  const [why, setWhy] = useState(decision?.why ?? '')
  const [ownerId, setOwner] = useState<string | null>(decision?.owner?.id ?? null)
  const [dueOn, setDue] = useState(decision?.dueOn ?? '')
  const [siteIds, setSites] = useState<string[] | null>(decision?.siteIds ?? null)
  const [theme, setTheme] = useState(decision?.theme ?? from.theme ?? '')
  const [tried, setTried] = useState(false)
  const refresh = [listDecisions, readDecision]
  const take = useDo(takeDecision, {
    refresh,
    done: (made) => {
      undoable(t('decided.taken'), async () => {
        await call(removeDecision, { params: { id: made.id } })
        toast(t('decided.removed'))
      })
      done(made.id)
    },
  })
  const change = useDo(changeDecision, {
    refresh,
    done: (made) => {
      toast(t('decided.changed'))
      done(made.id)
    },
  })
  const missing = text.trim().length < 3
  const themes = useThemeChoices([theme])
  const send = () => {
    const body = { text, why, ownerId, dueOn: dueOn || null, siteIds, theme: (theme || null) as never }
    if (decision) change.mutate({ params: { id: decision.id }, body })
    else take.mutate({ body: { ...body, verbatimIds: from.verbatim ? [from.verbatim] : [] } })
  }
  return (
    <form
      noValidate
      className={`${classes.form} surface`}
      aria-label={t(decision ? 'decided.change' : 'decided.take')}
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (!missing) send()
      }}
    >
      <Textarea
        label={t('decided.text')}
        autosize
        minRows={2}
        maxLength={600}
        autoFocus
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        error={tried && missing ? t('decided.needed') : undefined}
      />
      <Textarea
        label={t('decided.why')}
        autosize
        minRows={2}
        maxLength={2000}
        value={why}
        onChange={(e) => setWhy(e.currentTarget.value)}
      />
      <div className={classes.pair}>
        <StaffPicker label={t('decided.owner')} staff={staff.data?.staff ?? []} value={ownerId} onChange={setOwner} />
        <TextInput
          type="date"
          label={t('decided.due')}
          {...(dueOn && dueOn !== decision?.dueOn && dueOn < today() ? { description: t('decided.due-past') } : {})}
          value={dueOn}
          onChange={(e) => setDue(e.currentTarget.value)}
        />
        <NativeSelect
          label={t('decided.theme')}
          value={theme}
          onChange={(e) => setTheme(e.currentTarget.value)}
          data={[{ value: '', label: t('decided.no-theme') }, ...themes]}
        />
      </div>
      {sites.length > 1 && (
        <div className={classes.pair}>
          <SegmentedControl
            aria-label={t('decided.sites')}
            value={siteIds ? 'some' : 'all'}
            onChange={(next) => setSites(next === 'some' ? [sites[0]!.id] : null)}
            data={[
              { value: 'all', label: t('decided.whole') },
              { value: 'some', label: t('decided.some') },
            ]}
          />
          {siteIds && (
            <MultiSelect
              label={t('decided.which')}
              value={siteIds}
              onChange={(next) => setSites(next.length > 0 ? next : siteIds)}
              data={sites.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </div>
      )}
      <FormFooter
        submit={t(decision ? 'shell.save' : 'decided.take')}
        busy={take.isPending || change.isPending}
        error={take.error ?? change.error}
        onCancel={cancel}
      >
        {from.verbatim && <p className={classes.quiet}>{t('decided.from-words', { n: 1 })}</p>}
      </FormFooter>
    </form>
  )
}
