/** How a page or picture is looked at: a zoom of its own or fitted; `turn` in degrees clockwise. */
export interface Viewing {
  zoom: number | 'width' | 'whole'
  turn: 0 | 90 | 180 | 270
}

export const AS_IT_IS: Viewing = { zoom: 'width', turn: 0 }

interface Size {
  width: number
  height: number
}

const ZOOMS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3]

/** The next offered zoom above (`by` 1) or below (−1), undefined at the end. */
export function nextZoom(zoom: number, by: 1 | -1): number | undefined {
  return by > 0 ? ZOOMS.find((each) => each > zoom + 0.001) : ZOOMS.findLast((each) => each < zoom - 0.001)
}

export function turned({ zoom, turn }: Viewing, by: 90 | 270): Viewing {
  return { zoom, turn: ((turn + by) % 360) as Viewing['turn'] }
}

/** True when width and height have changed places. */
export function isSideways({ turn }: Viewing): boolean {
  return turn === 90 || turn === 270
}

/** The zoom in effect for something of a natural size in the room there is. */
export function zoomOf(viewing: Viewing, natural: Size, room: Size): number {
  if (typeof viewing.zoom === 'number') return viewing.zoom
  const { width, height } = isSideways(viewing) ? { width: natural.height, height: natural.width } : natural
  const wide = fitting(width, room.width)
  return viewing.zoom === 'width' ? wide : Math.min(wide, fitting(height, room.height))
}

/** The zoom at which a length fills the room, in whole percent and never larger than life and a half. */
function fitting(length: number, room: number): number {
  if (length <= 0 || room <= 0) return 1
  return Math.min(1.5, Math.max(0.1, Math.floor((room / length) * 100) / 100))
}
