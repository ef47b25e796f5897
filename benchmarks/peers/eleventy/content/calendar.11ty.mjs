// Each event as a calendar.
export const data = {
  pagination: { data: "collections.events", size: 1, alias: "event" },
  permalink: ({ event }) => `${event.url}index.ics`,
  eleventyExcludeFromCollections: true,
};
const instant = (text) => `${text.replace(/[-:]/g, "")}00`;
export const render = ({ event: { url, data: { title, params } } }) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//reseau//FR", "BEGIN:VEVENT", `UID:${params.id}@reseau.example`,
    "DTSTAMP:20261122T000000Z", `DTSTART:${instant(params.debut)}`, ...(params.fin ? [`DTEND:${instant(params.fin)}`] : []),
    `SUMMARY:${title}`, `DESCRIPTION:${params.resume}`, `URL:https://reseau.example${url}`, "END:VEVENT", "END:VCALENDAR", ""].join("\n");
