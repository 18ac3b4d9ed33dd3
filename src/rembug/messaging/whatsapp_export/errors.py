"""Why a file cannot be read as a WhatsApp export, in words that can be translated."""


class ExportError(Exception):
    """The file, or one place of it, cannot be read.

    `code` is stable and is what callers translate; `params` fill its sentence.
    `str()` gives the English sentence. Whoever has a catalogue translates
    `MESSAGES[error.code]` and fills it with `error.params`.
    """

    def __init__(self, code, **params):
        self.code = code
        self.params = params
        super().__init__(MESSAGES[code].format(**params))

    def __reduce__(self):
        return _rebuild, (self.code, self.params)


def _rebuild(code, params):
    return ExportError(code, **params)


MESSAGES = {
    "not_found": "The file {name} does not exist or cannot be opened.",
    "empty": "The file is empty.",
    "not_text": "The file is not text: it looks like a picture, a document or another binary file.",
    "not_an_export": ("This is not a WhatsApp export: no line in the first {lines} begins with a date and a time."),
    "wrong_encoding": ("Line {line} is not UTF-8. Use the file as WhatsApp wrote it, not a copy saved again."),
    "message_too_long": ("From line {line} on there is no message header for {megabytes} MB: this is not an export."),
    "broken_zip": "The zip file is damaged or was cut off. Send or download it again.",
    "broken_zip_entry": "The entry {entry} of the zip file is damaged (near line {line}).",
    "encrypted_zip": "The entry {entry} of the zip file is locked with a password.",
    "unsafe_zip_name": ("The zip file holds the name {entry}, which leads outside its folder. It was refused."),
    "too_many_zip_entries": "The zip file holds {count} files; at most {limit} are accepted.",
    "zip_too_large": ("Unpacked, the zip file would take {megabytes} MB; at most {limit} MB are accepted."),
    "zip_bomb": "The entry {entry} of the zip file unpacks {ratio} times. It was refused.",
    "no_chat_in_zip": "The zip file holds no chat: no .txt file with messages was found in it.",
    "several_chats": "The zip file holds several chats ({entries}). Import them one by one.",
}

NOTICES = {
    "ambiguous_date_order": ("No date tells whether the day or the month comes first; day first was assumed."),
    "mixed_date_order": (
        "{count} dates contradict the order of the others and are listed as errors, the first on line {line}."
    ),
    "time_backwards": ("The time goes back by more than an hour {count} times, first on line {line}."),
    "quoted_header": (
        "{count} lines look like a header but belong to the message before them, the first on line {line}."
    ),
    "colon_in_name": "{name} is taken as one name although it contains a colon.",
    "text_before_first_message": "{count} lines before the first message belong to no message.",
    "cut_off_end": "The file ends in the middle of a character: its end was cut off.",
    "gap": "Nothing is known of the time between {start} and {end}.",
    "beginning_cut": (
        "The beginning of the chat is missing: the file starts on {first} without the lines that open a chat."
    ),
    "beginning_cut_at_limit": (
        "The file starts on {first} and holds {count} messages, the most WhatsApp exports at "
        "once: older messages are missing."
    ),
}

ROWS = {
    "impossible_date": "Line {line}: the date {value} does not exist.",
    "impossible_time": "Line {line}: the time {value} does not exist.",
    "before_first_message": "Line {line}: text before the first message.",
}
