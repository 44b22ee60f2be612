import { Button, Group, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { readProduct, updateFile } from '../../../contract/gate-file.ts'
import { listStaff } from '../../../contract/network.ts'
import { may } from '../../../contract/rights.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { Actions } from './Actions.tsx'
import type { ProductPage } from './deciding.ts'
import { FileField, useWorks } from './FileField.tsx'
import classes from './Gate.module.css'
import { Proofs } from './Proofs.tsx'

/** The improvement file: what is wrong, why, what is done about it, what shows that it is better. */
export function File({ page }: { page: ProductPage }) {
  const { t } = useWords()
  const works = useWorks(page)
  const { file, before } = page
  if (!file)
    return (
      <Section title={t('gate.file')}>
        <Empty title={t('gate.file-none')} quiet>
          {t('gate.file-none-text')}
        </Empty>
      </Section>
    )
  return (
    <Section
      title={t('gate.file')}
      note={
        <>
          {t(file.closedAt ? 'gate.file-closed' : 'gate.file-opened')} <Time at={file.closedAt ?? file.openedAt} />
          {file.outcome && ` · ${t(`gate.outcome.${file.outcome}`)}`}
        </>
      }
    >
      <div className={`${classes.panel} surface`}>
        <Owner page={page} works={works} />
        <Written page={page} works={works} field="wrong" />
        <Written page={page} works={works} field="cause" />
        <Actions page={page} works={works} />
        <Proofs page={page} works={works} />
        {before.length > 0 && (
          <details className={classes.details}>
            <summary>{t('gate.file-before')}</summary>
            <ul className={classes.lines}>
              {before.map((one) => (
                <li key={one.id}>
                  {t('gate.file-opened')} <Time at={one.openedAt} />
                  {one.outcome && ` · ${t(`gate.outcome.${one.outcome}`)}`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Section>
  )
}

function Owner({ page: { file }, works }: { page: ProductPage; works: boolean }) {
  const { t } = useWords()
  const staff = useAsk(listStaff, { query: {} }, { enabled: works })
  const update = useDo(updateFile, { refresh: [readProduct], done: () => toast(t('gate.saved')) })
  if (!file) return null
  if (!works)
    return (
      <FileField title={t('gate.owner')}>
        {file.owner?.name ?? <span className="dim">{t('gate.owner-none')}</span>}
      </FileField>
    )
  const people = (staff.data?.staff ?? []).filter(({ roles }) => may(roles, 'voice.read'))
  const known = people.some(({ id }) => id === file.owner?.id)
  return (
    <div className={classes.field}>
      <Select
        label={t('gate.owner')}
        searchable
        clearable
        placeholder={t('gate.owner-none')}
        data={[
          ...(file.owner && !known ? [{ value: file.owner.id, label: file.owner.name }] : []),
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={file.owner?.id ?? null}
        onChange={(ownerId) => update.mutate({ params: { id: file.id }, body: { ownerId } }, { onError: toastProblem })}
      />
    </div>
  )
}

/** A text that is read, and written in place by who works in the file. */
function Written({ page: { file }, works, field }: { page: ProductPage; works: boolean; field: 'wrong' | 'cause' }) {
  const { t } = useWords()
  const [draft, setDraft] = useState<string | null>(null)
  const update = useDo(updateFile, {
    refresh: [readProduct],
    done: () => {
      setDraft(null)
      toast(t('gate.saved'))
    },
  })
  if (!file) return null
  const save = () => {
    if (draft !== null) update.mutate({ params: { id: file.id }, body: { [field]: draft } }, { onError: toastProblem })
  }
  return (
    <FileField
      title={t(`gate.${field}`)}
      action={
        works &&
        draft === null && (
          <Button
            size="compact-sm"
            variant="subtle"
            mih={32}
            aria-label={t('shell.of', { what: t('gate.write'), text: t(`gate.${field}`) })}
            onClick={() => setDraft(file[field])}
          >
            {t('gate.write')}
          </Button>
        )
      }
    >
      {draft === null ? (
        file[field] ? (
          <p className={classes.written}>{file[field]}</p>
        ) : (
          <p className={classes.quiet}>{t('gate.not-written')}</p>
        )
      ) : (
        <>
          <Textarea
            autoFocus
            aria-label={t(`gate.${field}`)}
            description={t(`gate.${field}-hint`)}
            value={draft}
            onChange={(e) => setDraft(e.currentTarget.value)}
          />
          <Group gap="sm" mt="sm">
            <Button loading={update.isPending} onClick={save}>
              {t('shell.save')}
            </Button>
            <Button variant="default" onClick={() => setDraft(null)}>
              {t('shell.cancel')}
            </Button>
          </Group>
        </>
      )}
    </FileField>
  )
}
