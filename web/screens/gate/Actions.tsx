import { ActionIcon, Button, Checkbox, Group, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { addImprovement, changeImprovement, type Improvement, readProduct } from '../../../contract/gate-file.ts'
import { listStaff } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Row } from '../../parts/Field.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { shortDayText } from '../../parts/when.ts'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import type { ProductPage } from './deciding.ts'
import { FileField } from './FileField.tsx'
import classes from './Gate.module.css'

/** What is done about it: by whom, by when; done by one tap. */
export function Actions({ page: { file }, works }: { page: ProductPage; works: boolean }) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  if (!file) return null
  return (
    <FileField
      title={t('gate.actions')}
      action={
        works &&
        !adding && (
          <Button
            size="compact-sm"
            variant="subtle"
            mih={32}
            aria-label={t('shell.of', { what: t('gate.action-add'), text: t('gate.actions') })}
            onClick={() => setAdding(true)}
          >
            {t('gate.action-add')}
          </Button>
        )
      }
    >
      {file.actions.length === 0 && !adding && <p className={classes.quiet}>{t('gate.actions-none')}</p>}
      <ul className={classes.log}>
        {file.actions.map((action) => (
          <li key={action.id}>
            <Line action={action} works={works} closed={file.closedAt !== null} />
          </li>
        ))}
      </ul>
      {adding && <Add fileId={file.id} close={() => setAdding(false)} />}
    </FileField>
  )
}

function Line({ action, works, closed }: { action: Improvement; works: boolean; closed: boolean }) {
  const { t, locale } = useWords()
  const { staffId } = useMe()
  const change = useDo(changeImprovement, { refresh: [readProduct] })
  const mine = !closed && (works || action.owner?.id === staffId)
  const params = { id: action.id }
  const today = new Date().toISOString().slice(0, 10)
  const late = action.dueOn !== null && action.doneAt === null && action.dueOn < today
  const remove = () =>
    change.mutate(
      { params, body: { removed: true } },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(t('gate.action-removed', { title: action.title }), () =>
            change.mutateAsync({ params, body: { removed: false } }),
          ),
      },
    )
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Checkbox
        label={action.title}
        description={
          [
            action.owner?.name,
            action.dueOn ? shortDayText(action.dueOn, locale) : null,
            late ? t('gate.action-late') : null,
          ]
            .filter(Boolean)
            .join(' · ') || null
        }
        checked={action.doneAt !== null}
        disabled={!mine}
        onChange={(e) => change.mutate({ params, body: { done: e.currentTarget.checked } }, { onError: toastProblem })}
      />
      {works && (
        <ActionIcon aria-label={t('gate.action-remove', { title: action.title })} onClick={remove}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}

function Add({ fileId, close }: { fileId: string; close: () => void }) {
  const { t } = useWords()
  const staff = useAsk(listStaff, { query: {} })
  const [title, setTitle] = useState('')
  const [ownerId, setOwner] = useState<string | null>(null)
  const [dueOn, setDue] = useState('')
  const add = useDo(addImprovement, { refresh: [readProduct], done: close })
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(e) => {
        e.preventDefault()
        if (title.trim())
          add.mutate(
            { params: { id: fileId }, body: { title, ownerId, dueOn: dueOn || null } },
            { onError: toastProblem },
          )
      }}
    >
      <TextInput
        autoFocus
        label={t('gate.action-title')}
        autoComplete="off"
        value={title}
        onChange={(e) => setTitle(e.currentTarget.value)}
      />
      <Row>
        <Select
          label={t('gate.action-owner')}
          searchable
          clearable
          data={(staff.data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={ownerId}
          onChange={setOwner}
        />
        <TextInput
          type="date"
          label={t('gate.action-due')}
          value={dueOn}
          onChange={(e) => setDue(e.currentTarget.value)}
        />
      </Row>
      <Group gap="sm">
        <Button type="submit" loading={add.isPending}>
          {t('gate.action-add')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('shell.cancel')}
        </Button>
      </Group>
    </form>
  )
}
