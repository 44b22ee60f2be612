import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Customer, relate, unrelate } from '../../../contract/customers.ts'
import { call } from '../../api.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Section } from '../../parts/Page.tsx'
import { Person } from '../../parts/Person.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { CustomerPicker } from './CustomerPicker.tsx'
import { useCustomerCache } from './cache.ts'
import { LivesWith } from './LivesWith.tsx'

type Kind = Customer['relations'][number]['kind']

/** Household and company: people who belong together, each with a page of their own. */
export function Relations({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const [adding, setAdding] = useState(false)
  const end = useMutation({
    mutationFn: (relation: Customer['relations'][number]) => call(unrelate, { params: { id: relation.id } }),
    onError: toastProblem,
    onSuccess: async (_, { customerId, kind, role, roleOf, name }) => {
      await cache.again()
      undoable(t('customer.relation-ended', { name }), async () => {
        // A role is said of the other one: it comes back to whom it was of.
        const [id, otherId] = roleOf === 'self' ? [customerId, customer.id] : [customer.id, customerId]
        await call(relate, { params: { id }, body: { otherId, kind, role } })
        await cache.again()
      })
    },
  })
  if (!may && customer.relations.length === 0) return null
  return (
    <Section
      title={t('customer.relations')}
      actions={
        may &&
        !adding && (
          <Button
            variant="subtle"
            size="sm"
            h={44}
            leftSection={<IconPlus size={18} aria-hidden />}
            aria-label={t('customer.relation-add')}
            onClick={() => setAdding(true)}
          >
            {t('customer.add')}
          </Button>
        )
      }
    >
      <div className={`surface ${classes.block}`}>
        {customer.relations.length === 0 && !adding && <span className="dim">{t('customer.relations-none')}</span>}
        <ul className={classes.plain}>
          {customer.relations.map((relation) => (
            <li key={relation.id}>
              <Person
                size="sm"
                initials={relation.name}
                name={
                  <Link to="/customers/$id" params={{ id: relation.customerId }} className="name-link">
                    {relation.name}
                  </Link>
                }
                line={[
                  t(`customer.relation-${relation.kind}`),
                  relation.roleOf === 'self'
                    ? t('customer.relation-self', { name: customer.name, role: relation.role })
                    : relation.role,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                side={
                  may && (
                    <ActionIcon
                      aria-label={t('customer.relation-end', { name: relation.name })}
                      onClick={() => end.mutate(relation)}
                    >
                      <IconX size={18} aria-hidden />
                    </ActionIcon>
                  )
                }
              />
            </li>
          ))}
        </ul>
        {may && <LivesWith customer={customer} />}
        {adding && <RelationForm customer={customer} close={() => setAdding(false)} />}
      </div>
    </Section>
  )
}

function RelationForm({ customer, close }: { customer: Customer; close: () => void }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const [otherId, setOther] = useState<string | null>(null)
  const [kind, setKind] = useState<Kind>(customer.kind === 'company' ? 'company' : 'household')
  const [role, setRole] = useState('')
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: async (other: string) => {
      await call(relate, { params: { id: customer.id }, body: { otherId: other, kind, role } })
      await cache.again()
    },
    onSuccess: () => {
      toast(t('shell.saved'))
      close()
    },
  })
  return (
    <form
      style={{ display: 'grid', gap: 14, marginTop: customer.relations.length ? 16 : 0 }}
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (otherId) save.mutate(otherId)
      }}
    >
      <CustomerPicker
        label={t('customer.relation-with')}
        except={customer.id}
        value={otherId}
        onChange={setOther}
        error={tried && !otherId ? t('start.needed') : null}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('customer.relation-kind')}
        value={kind}
        onChange={(v) => setKind(v as Kind)}
        data={(['household', 'company'] as const).map((value) => ({ value, label: t(`customer.relation-${value}`) }))}
      />
      <TextInput
        label={t('customer.relation-role')}
        description={t('customer.relation-role-hint')}
        placeholder={t(`customer.relation-role-${kind}`)}
        maxLength={60}
        value={role}
        onChange={(e) => setRole(e.currentTarget.value)}
      />
      <FormFooter submit={t('customer.relation-save')} busy={save.isPending} error={save.error} onCancel={close} />
    </form>
  )
}
