"""URLs as scripts make and change them."""
from sqlalchemy.engine import URL, make_url

url = make_url("postgresql+psycopg2://user:secret@host:5432/data")
print(url.drivername, url.username, url.password, url.host, url.port, url.database, dict(url.query))
print(url, repr(url), url.render_as_string(hide_password=False))
print(url.set(database="other", port=1).render_as_string(hide_password=False))
print(url.get_backend_name(), url.get_driver_name(), make_url("postgresql://h/d").get_driver_name())
made = URL.create("postgresql", "u", "p", "h", 1, "d")
print(made.render_as_string(hide_password=False), made == make_url("postgresql://u:p@h:1/d"))
print(make_url(url) is url, url.set(password="x").password)
