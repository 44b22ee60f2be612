import type { ReactNode } from 'react'
import { useMe } from '../../session.tsx'
import type { ProductPage } from './deciding.ts'
import classes from './Gate.module.css'

/** May I work in this file? Its owner, whoever manages the gate; nobody once it is closed. */
export function useWorks({ file, product }: ProductPage): boolean {
  const { staffId } = useMe()
  return file !== null && file.closedAt === null && (product.mayManage || file.owner?.id === staffId)
}

/** A part of the file under its own title. */
export function FileField({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.field}>
      <h3>
        {title}
        {action}
      </h3>
      {children}
    </div>
  )
}
