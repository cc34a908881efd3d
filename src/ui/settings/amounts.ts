/** Sizes, speeds and times as they are read. */
export function bytes(count: number): string {
  if (count < 1e6) return `${Math.ceil(count / 1e3).toLocaleString()} kB`;
  if (count < 1e9)
    return `${(count / 1e6).toLocaleString(undefined, { maximumFractionDigits: count < 1e8 ? 1 : 0 })} MB`;
  return `${(count / 1e9).toLocaleString(undefined, { maximumFractionDigits: 1 })} GB`;
}

/** Rounded, as a guess is. */
export function timeLeft(seconds: number): string {
  if (seconds < 8) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} s left`;
  if (seconds < 5400) return `about ${Math.max(1, Math.round(seconds / 60))} min left`;
  return `about ${Math.round(seconds / 3600)} h left`;
}

/** How long something took, in milliseconds: "0.8 s", "14 s", "3 min". */
export function lasting(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toLocaleString(undefined, { maximumFractionDigits: 1 })} s`;
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** A moment, in milliseconds since 1970, as it is read: its time where it is of today. */
export function moment(time: number): string {
  const at = new Date(time);
  const isToday = at.toDateString() === new Date().toDateString();
  return isToday
    ? `today at ${at.toLocaleTimeString(undefined, { timeStyle: 'short' })}`
    : at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** A moment, in milliseconds since 1970, as its day. */
export const day = (time: number): string =>
  new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
