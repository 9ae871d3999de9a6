import type { ButtonProps } from 'antd'
import { useState } from 'react'
import type { PrintOrder } from '../../../shared/contract/printing.ts'
import { Act } from '../Act.tsx'
import { PrintDialog } from './PrintDialog.tsx'

interface Props extends Pick<ButtonProps, 'size'> {
  /** Made when the button is pressed. */
  order(): PrintOrder
  title: string
  /** Why it cannot be printed now; empty when it can. */
  closed?: string
}

/** 打印…: shows what would be printed and how many pages, then the system's dialog. */
export function PrintButton({ order, title, closed = '', ...look }: Props) {
  const [asked, setAsked] = useState<PrintOrder | null>(null)
  return (
    <>
      <Act {...look} channel="print.prepare" closed={closed} onClick={() => setAsked(order())}>
        打印…
      </Act>
      {asked !== null && <PrintDialog order={asked} title={title} onClose={() => setAsked(null)} />}
    </>
  )
}
