import { ActionIcon, Anchor, Button, FileInput, Group, Modal, Textarea, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addProof,
  addProofFile,
  PROOF_MAX_BYTES,
  type Proof,
  readProduct,
  readProofFile,
  removeProof,
} from '../../../contract/gate-file.ts'
import { call, urlOf } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Time } from '../../parts/Time.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import type { ProductPage } from './deciding.ts'
import { FileField } from './FileField.tsx'
import classes from './Gate.module.css'

const KINDS = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf']

/** What shows that it is better: words, links, pictures, PDF. */
export function Proofs({ page: { file }, works }: { page: ProductPage; works: boolean }) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  if (!file) return null
  return (
    <FileField
      title={t('gate.proofs')}
      action={
        works && (
          <Button size="compact-sm" variant="subtle" mih={32} onClick={() => setAdding(true)}>
            {t('gate.proof-add')}
          </Button>
        )
      }
    >
      {file.proofs.length === 0 && <p className={classes.quiet}>{t('gate.proofs-none')}</p>}
      <ul className={classes.log}>
        {file.proofs.map((proof) => (
          <li key={proof.id}>
            <Line proof={proof} works={works} />
          </li>
        ))}
      </ul>
      {adding && <AddProof fileId={file.id} close={() => setAdding(false)} />}
    </FileField>
  )
}

function Line({ proof, works }: { proof: Proof; works: boolean }) {
  const { t } = useWords()
  const remove = useDo(removeProof, { refresh: [readProduct] })
  const params = { id: proof.id }
  const address = proof.url ?? (proof.kind === 'file' ? urlOf(readProofFile, { params }) : null)
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm" align="flex-start">
      <div>
        {address ? (
          <Anchor
            href={address}
            target="_blank"
            rel="noreferrer"
            aria-label={t('gate.proof-open', { title: proof.title })}
          >
            {proof.title}
          </Anchor>
        ) : (
          <strong>{proof.title}</strong>
        )}
        {proof.text && <p className={classes.written}>{proof.text}</p>}
        {proof.mime?.startsWith('image/') && (
          <img className={classes.picture} src={address ?? ''} alt={proof.title} loading="lazy" />
        )}
        <p className={classes.note}>
          {proof.by} <Time at={proof.at} />
        </p>
      </div>
      {works && (
        <ActionIcon
          aria-label={t('gate.proof-remove', { title: proof.title })}
          onClick={() =>
            remove.mutate(
              { params, body: { removed: true } },
              {
                onError: toastProblem,
                onSuccess: () =>
                  undoable(t('gate.proof-removed', { title: proof.title }), () =>
                    remove.mutateAsync({ params, body: { removed: false } }),
                  ),
              },
            )
          }
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}

function AddProof({ fileId, close }: { fileId: string; close: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [url, setUrl] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [tried, setTried] = useState(false)
  const params = { id: fileId }
  const add = useMutation({
    mutationFn: () =>
      file
        ? call(addProofFile, { params, query: { title }, body: file as never })
        : call(addProof, { params, body: { title, text, url: url.trim() || null } }),
    onSuccess: async () => {
      close()
      await queries.invalidateQueries({ queryKey: [readProduct.name] })
    },
  })
  const wrong =
    file && file.size > PROOF_MAX_BYTES
      ? t('gate.proof-too-large')
      : file && !KINDS.includes(file.type)
        ? t('gate.proof-wrong')
        : null
  const empty = !file && !text.trim() && !url.trim()
  return (
    <Modal opened onClose={close} title={t('gate.proof-add')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (title.trim() && !empty && !wrong) add.mutate()
        }}
      >
        <TextInput
          data-autofocus
          label={t('gate.proof-title')}
          autoComplete="off"
          value={title}
          error={tried && !title.trim() ? t('gate.proof-title-needed') : null}
          onChange={(e) => setTitle(e.currentTarget.value)}
        />
        <FileInput
          label={t('gate.proof-file')}
          description={t('gate.proof-file-hint')}
          accept={KINDS.join(',')}
          clearable
          clearButtonProps={{ 'aria-label': t('shell.cancel') }}
          value={file}
          error={wrong}
          onChange={setFile}
        />
        {!file && (
          <>
            <TextInput
              label={t('gate.proof-url')}
              placeholder="https://"
              autoComplete="off"
              value={url}
              onChange={(e) => setUrl(e.currentTarget.value)}
            />
            <Textarea
              label={t('gate.proof-text')}
              value={text}
              error={tried && empty ? t('gate.proof-needed') : null}
              onChange={(e) => setText(e.currentTarget.value)}
            />
          </>
        )}
        <FormFooter busy={add.isPending} error={add.error} onCancel={close} />
      </form>
    </Modal>
  )
}
