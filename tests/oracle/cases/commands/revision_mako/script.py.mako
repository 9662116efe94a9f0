<%!
    import datetime

    LIMIT = 3

    def shout(text):
        return text.upper()
%>\
<%def name="line(label, value)">
# ${label}: ${value}
</%def>\
## a comment of the template
"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""
<%
    words = message.split()
%>\
% for word in words:
% if loop.index < LIMIT:
# ${word | h,shout} ${loop.index} \
${"last" if loop.last else "more"}
% endif
% endfor
${line("section", config.config_ini_section)}
${line("location", config.get_main_option("script_location"))}
# ${type(create_date).__name__} ${create_date.tzinfo} ${create_date.year > 2000} ${datetime.timedelta(days=1)}
# ${repr((up_revision, down_revision, branch_labels, depends_on, message))}
# ${sorted(context.kwargs)} ${imports is UNDEFINED} ${context.get("upgrades", "no upgrades")}
# <%text>${this is not evaluated}</%text>

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}
