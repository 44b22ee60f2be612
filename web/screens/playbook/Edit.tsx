import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import {
  listPlaybooks,
  readPlaybookVersion,
  readShippedPlaybook,
  type Shipped,
  savePlaybook,
} from '../../../contract/playbooks.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { type Draft, forgetDraft, useDraft } from './draft.ts'
import { HeadForm } from './HeadForm.tsx'
import { LanguagesForm } from './LanguagesForm.tsx'
import { MomentForm } from './MomentForm.tsx'
import { PaceForm } from './PaceForm.tsx'
import { PageEditor } from './PageEditor.tsx'
import classes from './Playbook.module.css'
import { Timeline } from './Timeline.tsx'

/** Writes a version: moment by moment in forms, or the page as it is. It starts from a version or from one that ships. */
export default function Edit() {
  const { t } = useWords()
  const { version, from } = useSearch({ strict: false }) as { version?: number; from?: Shipped }
  const may = useMay('playbook.manage', null)
  const kept = useAsk(
    readPlaybookVersion,
    { params: { version: Number(version ?? 0) } },
    { enabled: may && version !== undefined },
  )
  const ships = useAsk(
    readShippedPlaybook,
    { params: { id: from ?? 'dealership' } },
    { enabled: may && version === undefined },
  )
  const read = version === undefined ? ships : kept
  const back = <Back to="/playbook">{t('playbook.title')}</Back>
  if (!may)
    return (
      <Page title={t('playbook.edit-title')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  if (!read.data)
    return (
      <Page title={t('playbook.edit-title')} back={back}>
        {read.error ? <ErrorNote error={read.error} retry={read.refetch} /> : <Loading rows={4} />}
      </Page>
    )
  const key = version === undefined ? (from ?? 'dealership') : `version-${version}`
  return (
    <Writing
      key={key}
      name={key}
      first={read.data.yaml}
      origin={version === undefined ? `shipped/${from ?? 'dealership'}` : `version/${version}`}
    />
  )
}

function Writing({ name, first, origin }: { name: string; first: string; origin: string }) {
  const { t } = useWords()
  const draft = useDraft(name, first)
  const search = useSearch({ strict: false }) as { moment?: string; view?: string }
  const navigate = useNavigate()
  const go = (next: { moment?: string | undefined; view?: string | undefined }) =>
    void navigate({
      to: '.',
      search: (old: object) => ({ ...old, moment: undefined, view: undefined, ...next }),
    } as never)
  const { playbook, faults } = draft
  const view = search.view === 'page' ? 'page' : 'moments'
  const opened = playbook?.moments.find((each) => each.id === search.moment)
  if (playbook && (opened || search.moment === 'new'))
    return (
      <MomentForm
        key={search.moment}
        draft={draft}
        playbook={playbook}
        moment={opened ?? null}
        close={(id) => go({ moment: id })}
      />
    )
  return (
    <Page title={t('playbook.edit-title')} back={<Back to="/playbook">{t('playbook.title')}</Back>} size="wide">
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t('playbook.view')}
          value={view}
          onChange={(next) => go({ view: next === 'page' ? 'page' : undefined })}
          data={[
            { value: 'moments', label: t('playbook.view-moments') },
            { value: 'page', label: t('playbook.view-page') },
          ]}
        />
        {faults.length > 0 && <Tone tone="bad">{t('playbook.faults', { n: faults.length })}</Tone>}
        <Save draft={draft} name={name} origin={origin} />
      </div>
      {view === 'page' && <PageEditor draft={draft} />}
      {view === 'moments' && faults.length > 0 && draft.settled && (
        <Empty
          title={t('playbook.broken')}
          action={<Button onClick={() => go({ view: 'page' })}>{t('playbook.to-page')}</Button>}
        >
          {t('playbook.broken-text')}
        </Empty>
      )}
      {view === 'moments' && faults.length === 0 && playbook && (
        <>
          <HeadForm key={JSON.stringify([playbook.compass, playbook.languages])} draft={draft} playbook={playbook} />
          <PaceForm draft={draft} playbook={playbook} />
          <LanguagesForm draft={draft} playbook={playbook} />
          <Timeline
            moments={playbook.moments}
            open={(moment, title) => (
              <button type="button" className={classes.open} onClick={() => go({ moment: moment.id })}>
                {title}
              </button>
            )}
          />
          <Button
            variant="default"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => go({ moment: 'new' })}
          >
            {t('playbook.add')}
          </Button>
        </>
      )}
    </Page>
  )
}

function Save({ draft, name, origin }: { draft: Draft; name: string; origin: string }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [note, setNote] = useState('')
  const save = useDo(savePlaybook, {
    refresh: [listPlaybooks],
    done: ({ version, faults }) => {
      // Saved before it was read again: the page tells its faults in a moment, and stays open.
      if (version === null) {
        toast(t('playbook.faults', { n: faults.length }))
        return
      }
      forgetDraft(name)
      toast(t('playbook.saved-version', { n: version }))
      void navigate({ to: '/playbook' })
    },
  })
  return (
    <form
      className={classes.save}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ body: { yaml: draft.yaml, note, origin } })
      }}
    >
      <TextInput
        aria-label={t('playbook.note')}
        placeholder={t('playbook.note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" loading={save.isPending} disabled={draft.faults.length > 0}>
        {t('playbook.save-version')}
      </Button>
      <ErrorNote error={save.error} />
    </form>
  )
}
